package io.jbarman.resource.file;

import io.jbarman.config.SaidServer;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.plan.Decision;
import io.jbarman.plan.ResourceId;
import java.util.List;

/**
 * Why what people's files say of a server is left to them, and what they can do about it.
 *
 * @param main the main file
 * @param own the file that jbarman would write
 */
record AdoptionRefusals(ResourceId id, String server, String user, String main, String own) {
    Decision hidden(String path) {
        return new Decision.Conflict(
                id,
                path + " is there and " + user + " may not read it: it may describe '" + server + "'",
                "Let " + user + " read it: chown root:" + user + " and chmod 0640.");
    }

    /** The line itself may hold a password. */
    Decision unclear(Diagnostic problem) {
        String place = problem.origin().map(origin -> " (" + origin + ")").orElse("");
        return new Decision.Conflict(
                id,
                "the configuration cannot be understood" + place + ", and may describe '" + server + "': "
                        + problem.summary(),
                "Mend it, then plan again; Barman cannot read it either: " + problem.hint());
    }

    Decision notIncluded(String directory) {
        return new Decision.Conflict(
                id,
                main + " does not include " + directory + ": Barman would never see '" + server + "' in " + own,
                "Set configuration_files_directory = " + directory + " in [barman] of " + main
                        + ", or say in the topology what it says (config_directory).");
    }

    Decision othersInIt(List<String> sections) {
        return new Decision.Conflict(
                id,
                own + " is there and has other sections: " + String.join(", ", sections),
                "Move them to a file of another name; or say of '" + server
                        + "' in it what the topology says: it then stays as it is.");
    }

    /** Barman puts sections of one name together, so that what is taken out here would still hold there. */
    Decision elsewhere(SaidServer said, List<String> differences) {
        return new Decision.Conflict(
                id,
                said.file() + " describes '" + server + "' otherwise than the topology: "
                        + Overruled.words(differences, said.places()),
                "Say there what the topology says, or the other way round; or take the section out there: it is then written to "
                        + own + ".");
    }

    /** Nobody else has it, and no record takes one. */
    Decision passwordLost(List<String> options, SaidServer said) {
        return new Decision.Conflict(
                id,
                own + " has a password that would be lost with its line, which the topology has otherwise: "
                        + Overruled.words(options, said.places()),
                "Write the line there as the topology has it, with the password for that login; or give the password to"
                        + " .pgpass of " + user + " and take it out there. Then plan again.");
    }

    /** Whatever our file says, Barman heeds another. */
    Decision.Conflict overruled(Overruled by) {
        return by.model().isPresent() ? switched(by.model().get(), by) : readLater(by);
    }

    private Decision.Conflict switched(String model, Overruled by) {
        return new Decision.Conflict(
                id,
                "'" + server + "' was switched to model '" + model
                        + "', with which it is otherwise than in the topology: " + by.words(),
                "Say in the topology what it is with the model, or switch it back: barman config-switch " + server
                        + " --reset.");
    }

    private Decision.Conflict readLater(Overruled by) {
        return new Decision.Conflict(
                id,
                "whatever " + own + " says, another file that Barman reads later has '" + server
                        + "' otherwise than the topology: " + by.words(),
                (by.byBarman() ? "barman config-update wrote that: give it what the topology says, or take" : "Take")
                        + " the option out there; or say in the topology what it says. Then plan again.");
    }
}
