package io.jbarman.plan;

/**
 * The address of a resource: {@code pg/role/barman}, {@code barmanhost/file/etc/barman.d/pg.conf}.
 *
 * @param owner the server, host or barmanhost that it belongs to
 * @param kind the resource kind's name
 * @param name within owner and kind; of a file, its path without the first slash
 */
public record ResourceId(String owner, String kind, String name) {
    /** Reads {@code owner/kind/name}. */
    public static ResourceId parse(String address) {
        String[] parts = address.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not an address (owner/kind/name): " + address);
        }
        return new ResourceId(parts[0], parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return owner + "/" + kind + "/" + name;
    }
}
