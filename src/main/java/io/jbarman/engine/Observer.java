package io.jbarman.engine;

import io.jbarman.facts.Answer;
import io.jbarman.facts.FactQuery;
import io.jbarman.facts.Facts;
import io.jbarman.reach.Reach;
import io.jbarman.resource.ResourceGraph;
import io.jbarman.transport.Account;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers what resources have to know, and changes nothing. Equal questions are asked once; all questions to one
 * account of a host travel as one script, all to one database as one transaction; hosts and servers are asked at the
 * same time, at most {@code forks} at once.
 */
public final class Observer {
    private final Reach reach;
    private final int forks;

    public Observer(Reach reach, int forks) {
        this.reach = reach;
        this.forks = forks;
    }

    /** Everything that the graph's resources need. */
    public Facts observe(ResourceGraph graph) {
        return observe(graph.questions());
    }

    /** The facts behind these questions; never fails, since what could not be seen is an answer too. */
    public Facts observe(Set<FactQuery<?>> questions) {
        return Facts.read(ask(questions));
    }

    /** The answers to these questions, unread. */
    public Map<FactQuery<?>, Answer> ask(Set<FactQuery<?>> questions) {
        Map<FactQuery<?>, Answer> answers = new LinkedHashMap<>();
        List<Inquiry> inquiries = inquiries(questions);
        Forks.run(forks, inquiries, inquiry -> inquiry.ask(reach)).forEach(answers::putAll);
        return answers;
    }

    /** What travels together. */
    static List<Inquiry> inquiries(Collection<FactQuery<?>> questions) {
        Map<HostAccount, List<FactQuery.OfHost<?>>> ofHosts = new LinkedHashMap<>();
        Map<ServerDatabase, List<FactQuery.OfServer<?>>> ofServers = new LinkedHashMap<>();
        for (FactQuery<?> question : questions) {
            if (question instanceof FactQuery.OfHost<?> of) {
                ofHosts.computeIfAbsent(new HostAccount(of.host(), of.account()), any -> new ArrayList<>())
                        .add(of);
            } else if (question instanceof FactQuery.OfServer<?> of) {
                ofServers
                        .computeIfAbsent(new ServerDatabase(of.server(), of.database()), any -> new ArrayList<>())
                        .add(of);
            }
        }
        List<Inquiry> inquiries = new ArrayList<>();
        questions.stream()
                .filter(FactQuery.OfLogin.class::isInstance)
                .forEach(question -> inquiries.add(new LoginInquiry((FactQuery.OfLogin<?>) question)));
        ofHosts.forEach((to, all) -> inquiries.add(new HostInquiry(to.host(), to.account(), all)));
        ofServers.forEach((to, all) -> inquiries.add(new ServerInquiry(to.server(), to.database(), all)));
        return inquiries;
    }

    private record HostAccount(String host, Account account) {}

    private record ServerDatabase(String server, Optional<String> database) {}
}
