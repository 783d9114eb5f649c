package io.jbarman.archive;

import java.io.IOException;

/** An object whose content is durable and which nobody sees yet. */
public interface StagedObject extends AutoCloseable {
    /** What it will be once it is published. */
    StoredObject object();

    /** Lets go of what staging took; the object stays if it was published, else it is as if it had never been. */
    @Override
    void close() throws IOException;
}
