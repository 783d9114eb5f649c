package io.jbarman.resource.play;

import io.jbarman.facts.Fact;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.facts.host.SystemFactsQuery;
import io.jbarman.plan.Decision;
import io.jbarman.resource.Resource;
import io.jbarman.resource.Want;
import io.jbarman.resource.Wrapping;
import io.jbarman.resource.WrappingAny;
import io.jbarman.template.Interpolation;
import io.jbarman.template.TemplateException;
import io.jbarman.topology.FactCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that is to be so only on hosts of some kind. Without what is seen of the host nothing is decided.
 *
 * @param any of these lists, each of which must hold as a whole
 */
public record OnlyIf<S>(Resource<S> inner, SystemFactsQuery system, List<List<FactCondition>> any)
        implements WrappingAny<S> {
    public OnlyIf {
        any = List.copyOf(any);
    }

    /** The resource under those conditions; one that is empty holds everywhere. */
    public static <S> Resource<S> of(Resource<S> inner, String host, List<List<FactCondition>> any) {
        return any.stream().anyMatch(List::isEmpty) ? inner : new OnlyIf<>(inner, new SystemFactsQuery(host), any);
    }

    @Override
    public String demand() {
        return inner.demand() + " when " + words();
    }

    @Override
    public List<Want> wants() {
        List<Want> wants = new ArrayList<>(inner.wants());
        wants.add(new Want("when", words()));
        return wants;
    }

    @Override
    public OnlyIf<S> around(Resource<S> other) {
        return new OnlyIf<>(other, system, any);
    }

    @Override
    public Set<FactQuery<?>> needsToo() {
        return Set.of(system);
    }

    @Override
    public Decision decide(Facts facts) {
        if (facts.get(system) instanceof Fact.Unknown<Map<String, Object>> unknown) {
            return new Decision.Unknown(id(), unknown.reason(), unknown.remedy());
        }
        Map<String, Object> seen = ((Fact.Known<Map<String, Object>>) facts.get(system)).value();
        try {
            return holds(seen)
                    ? inner.decide(facts)
                    : new Decision.InSync(id(), "skipped: " + words() + " does not hold on " + system.host());
        } catch (TemplateException problem) {
            return new Decision.Conflict(
                    id(),
                    "whether it is for " + system.host() + " cannot be told: " + words() + ": " + problem.getMessage(),
                    problem.remedy().orElse("Mend its 'when'."));
        }
    }

    /** Whether something, however wrapped, is to be so on its host; what cannot be told is not. */
    static boolean isToBe(Resource<?> one, Facts facts) {
        if (one instanceof OnlyIf<?> only && !only.holds(facts)) {
            return false;
        }
        return !(one instanceof Wrapping<?> wrapping) || isToBe(wrapping.inner(), facts);
    }

    private boolean holds(Facts facts) {
        try {
            return facts.get(system) instanceof Fact.Known<Map<String, Object>> known && holds(known.value());
        } catch (TemplateException problem) {
            return false;
        }
    }

    private boolean holds(Map<String, Object> seen) {
        return any.stream().anyMatch(all -> all.stream().allMatch(one -> holds(one, seen)));
    }

    private static boolean holds(FactCondition condition, Map<String, Object> seen) {
        Object value =
                Interpolation.parse("{{ " + condition.expression() + " }}").evaluate(condition.with(seen));
        return value.equals(true);
    }

    private String words() {
        return any.stream()
                .map(all -> all.stream().map(FactCondition::expression).collect(Collectors.joining(" and ")))
                .distinct()
                .collect(Collectors.joining(" or "));
    }
}
