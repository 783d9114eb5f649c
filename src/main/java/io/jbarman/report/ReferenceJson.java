package io.jbarman.report;

import io.jbarman.diagnostics.Codes.Code;
import io.jbarman.json.JsonBuilder;
import io.jbarman.json.JsonValue.JsonObject;
import io.jbarman.resource.ResourceKind;
import io.jbarman.schema.BlockReference;

/** The reference for programs. */
final class ReferenceJson {
    private ReferenceJson() {}

    static JsonObject of(BlockReference block) {
        return new JsonBuilder()
                .put("topic", ReferenceText.topic(block))
                .put("doc", block.doc())
                .putAll("keys", block.keys().stream().map(ReferenceJson::key).toList())
                .build();
    }

    private static JsonObject key(BlockReference.Entry key) {
        return new JsonBuilder()
                .put("name", key.name())
                .put("doc", key.doc())
                .put("takes", key.takes())
                .put("required", key.required())
                .putIf("default", key.defaultText())
                .putIf("example", key.example())
                .build();
    }

    static JsonObject of(ResourceKind kind) {
        return new JsonBuilder()
                .put("topic", kind.name())
                .put("doc", kind.is())
                .put("comes_from", kind.comesFrom())
                .put("change", kind.change())
                .build();
    }

    static JsonObject of(Code code) {
        return new JsonBuilder()
                .put("topic", code.name())
                .put("doc", code.means())
                .put("remedy", code.remedy())
                .build();
    }
}
