package io.jbarman.playbook;

import io.jbarman.schema.FilledValue;
import io.jbarman.schema.TopologyDocument;
import io.jbarman.topology.KnownVariable;
import java.util.List;

/** What is behind the values of a document, worked out when asked. Confined to the thread that reads the document. */
public final class DocumentDetails {
    private final VariableScopes scopes;
    private final TopologyDocument.Read read;

    DocumentDetails(VariableScopes scopes, TopologyDocument.Read read) {
        this.scopes = scopes;
        this.read = read;
    }

    /** The variables where no host is meant. Those without a usable value are left out. */
    public List<KnownVariable> variables() {
        return scopes.known();
    }

    /** The variables on a host of the document. */
    public List<KnownVariable> variables(String host) {
        return scopes.known(host);
    }

    /** Every value as it counts, those that the document leaves out too. */
    public List<FilledValue> values() {
        return read.filled();
    }
}
