package io.jbarman.cli;

import io.jbarman.config.ServerConfig;
import io.jbarman.diagnostics.Diagnostic;
import io.jbarman.diagnostics.ProblemException;
import io.jbarman.ingest.Answer;
import io.jbarman.runtime.WalDoors;

/** What put-wal and get-wal have in common: their exit status is part of the answer. */
abstract class WalDoorVerb extends BarmanCommand {
    private int status;

    /** The server, if WAL of it can be taken and given. */
    final ServerConfig open(BarmanContext context, String name) {
        ServerConfig server = context.server(name);
        BarmanVerbs.refuseBroken(server);
        WalDoors.closed(server).ifPresent(reason -> {
            throw new ProblemException(
                    Diagnostic.error("server-inactive", reason, "set active = true in the server's section"));
        });
        return server;
    }

    final void tell(BarmanContext context, Answer answer) {
        status = answer.status();
        for (String line : answer.lines()) {
            if (status == 0) {
                context.output().info(line);
            } else {
                context.output().error(line);
            }
        }
    }

    @Override
    final int finish(BarmanOutput output) {
        int usual = output.finish();
        return status == 0 ? usual : status;
    }
}
