package io.jbarman.report;

import io.jbarman.diagnostics.Codes.Code;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.Origin;
import io.jbarman.engine.ApplyReport;
import io.jbarman.engine.DriftReport;
import io.jbarman.engine.Finding;
import io.jbarman.engine.Outcome;
import io.jbarman.engine.ProofItem;
import io.jbarman.explain.Explanation;
import io.jbarman.explain.Task;
import io.jbarman.json.Json;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.plan.Plan;
import io.jbarman.plan.PlanJson;
import io.jbarman.resource.ResourceKind;
import io.jbarman.schema.BlockReference;
import io.jbarman.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reports as JSON: one document each, with the version of its shape. */
public final class Documents {
    /** Raised when a member changes its meaning or goes. */
    public static final int SCHEMA = 1;

    private Documents() {}

    /** A plan that was only looked at. */
    public static String plan(JsonObject topology, Plan plan, JsonObject cost) {
        return text(
                PlanJson.addTo(begin("plan").put("topology", topology), plan).put("cost", cost));
    }

    /** An apply: the plan, what became of it, what a second look found, what the runtime verified. */
    public static String apply(
            JsonObject topology,
            Plan planned,
            ApplyReport report,
            Plan after,
            List<ProofItem> proof,
            boolean succeeded,
            JsonObject cost) {
        return text(begin("apply")
                .put("topology", topology)
                .put("planned", PlanJson.addTo(new JsonBuilder(), planned).build())
                .putAll(
                        "outcomes",
                        report.outcomes().stream().map(Documents::outcome).toList())
                .put("interrupted", report.interrupted())
                .put("after", PlanJson.addTo(new JsonBuilder(), after).build())
                .putAll("verification", proof.stream().map(Documents::proof).toList())
                .put("succeeded", succeeded)
                .put("cost", cost));
    }

    /** What one look at drift found. */
    public static String drift(JsonObject topology, String at, DriftReport report, JsonObject cost) {
        return text(begin("drift")
                .put("topology", topology)
                .put("at", at)
                .putAll(
                        "findings",
                        report.findings().stream().map(Documents::finding).toList())
                .put("in_sync", report.inSync())
                .put("drifted", report.hasDrift())
                .put("complete", !report.isIncomplete())
                .put("cost", cost));
    }

    /** What kept a command from doing its work. */
    public static String problems(List<Diagnostic> problems) {
        return text(begin("error")
                .putAll("problems", problems.stream().map(Documents::problem).toList()));
    }

    /** What a topology was understood as, and what is wrong with it. */
    public static String validation(String file, Optional<Topology> topology, List<Diagnostic> problems) {
        JsonBuilder json = begin("validation").put("file", file).put("valid", topology.isPresent());
        topology.ifPresent(understood -> json.put("topology", inventory(understood)));
        return text(json.putAll(
                "problems", problems.stream().map(Documents::problem).toList()));
    }

    /** What names of a topology stand for. */
    public static String explanation(String file, List<Explanation> explanations) {
        return text(begin("explanation")
                .put("file", file)
                .putAll(
                        "explanations",
                        explanations.stream().map(ExplanationJson::of).toList()));
    }

    /** What a resource waits for, and what waits for it. */
    public static String task(String file, Task task) {
        return text(begin("explanation").put("file", file).put("task", ExplanationJson.task(task)));
    }

    /** What hosts and servers say of themselves. */
    public static String facts(String file, SeenFacts seen) {
        JsonBuilder document = begin("facts").put("file", file);
        FactsJson.into(document, seen);
        return text(document);
    }

    /** Recorded cases, each with how its plan differs from the expected one. */
    public static String tests(String file, Map<String, String> differences) {
        return text(begin("tests")
                .put("file", file)
                .put("passed", differences.values().stream().allMatch(String::isEmpty))
                .putAll(
                        "cases",
                        differences.entrySet().stream()
                                .map(one -> new JsonBuilder()
                                        .put("name", one.getKey())
                                        .put("passed", one.getValue().isEmpty())
                                        .put("difference", one.getValue())
                                        .build())
                                .toList()));
    }

    /** Topics of the reference. */
    public static String reference(List<BlockReference> blocks, List<ResourceKind> kinds, List<Code> codes) {
        return text(begin("reference")
                .putAll("blocks", blocks.stream().map(ReferenceJson::of).toList())
                .putAll("kinds", kinds.stream().map(ReferenceJson::of).toList())
                .putAll("codes", codes.stream().map(ReferenceJson::of).toList()));
    }

    private static JsonObject inventory(Topology topology) {
        return new JsonBuilder()
                .put("name", topology.name())
                .putTexts("hosts", topology.hosts().keySet())
                .putTexts("servers", topology.postgres().keySet())
                .putTexts("barmanhosts", topology.barman().keySet())
                .putTexts("secrets", topology.secrets().keySet())
                .build();
    }

    private static JsonBuilder begin(String kind) {
        return new JsonBuilder().put("schema", SCHEMA).put("kind", kind);
    }

    private static String text(JsonBuilder document) {
        return Json.pretty(document.build()) + "\n";
    }

    static JsonObject outcome(Outcome outcome) {
        JsonBuilder json =
                new JsonBuilder().put("address", outcome.id().toString()).put("outcome", word(outcome));
        if (outcome instanceof Outcome.Failed failed) {
            json.put("steps_done", failed.stepsDone()).put("problem", problem(failed.problem()));
        } else if (outcome instanceof Outcome.Refused refused) {
            json.put("planned", refused.planned()).put("found", refused.found());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            json.put("cause", skipped.cause().toString());
        } else if (outcome instanceof Outcome.Waiting waiting) {
            json.put("cause", waiting.cause().toString());
        } else if (outcome instanceof Outcome.Pending pending) {
            json.put("reason", pending.reason()).put("remedy", pending.remedy());
        }
        return json.build();
    }

    static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Done) {
            return "done";
        }
        if (outcome instanceof Outcome.AlreadySo) {
            return "already_so";
        }
        if (outcome instanceof Outcome.Failed) {
            return "failed";
        }
        if (outcome instanceof Outcome.Refused) {
            return "refused";
        }
        if (outcome instanceof Outcome.Pending) {
            return "pending";
        }
        if (outcome instanceof Outcome.Waiting) {
            return "waiting";
        }
        return outcome instanceof Outcome.Skipped ? "skipped" : "not_reached";
    }

    private static JsonObject proof(ProofItem item) {
        return new JsonBuilder()
                .put("server", item.server())
                .put("name", item.name())
                .put("status", item.status().name().toLowerCase(Locale.ROOT))
                .put("evidence", item.evidence())
                .build();
    }

    private static JsonObject finding(Finding finding) {
        return new JsonBuilder()
                .put("address", finding.id().toString())
                .put("class", finding.kind().name().toLowerCase(Locale.ROOT))
                .put("reason", finding.reason())
                .put("remedy", finding.remedy())
                .putAll(
                        "differences",
                        finding.differences().stream().map(PlanJson::difference).toList())
                .putAll(
                        "consequences",
                        finding.consequences().stream().map(Documents::finding).toList())
                .build();
    }

    static JsonBuilder place(JsonBuilder json, Origin origin) {
        return json.put("file", origin.file()).put("line", origin.line()).put("column", origin.column());
    }

    private static JsonObject problem(Diagnostic problem) {
        JsonBuilder json = new JsonBuilder()
                .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                .put("code", problem.code())
                .put("summary", problem.summary())
                .put("detail", problem.detail())
                .put("hint", problem.hint());
        problem.origin().ifPresent(origin -> place(json, origin));
        return json.build();
    }
}
