package io.jbarman.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A request that came over the socket, in the words of Barman's command line. */
public sealed interface WalCommand {
    /** Whether anybody is there. */
    record Ping() implements WalCommand {}

    /** Whether the delivery with that receipt came to its end. */
    record Delivered(String receipt) implements WalCommand {}

    /**
     * A tar stream follows, unless it is only a test.
     *
     * @param compressed whether it was compressed as a whole, which no client of Barman does
     */
    record Put(String server, boolean test, boolean compressed) implements WalCommand {}

    /**
     * Something is to be delivered.
     *
     * @param peek how many names to list instead of delivering; 0 to deliver
     */
    record Get(String server, WalRequest request, boolean test, int peek) implements WalCommand {}

    /**
     * Reads the words.
     *
     * @throws IllegalArgumentException if they are no such command
     */
    static WalCommand parse(List<String> words) {
        String verb = words.isEmpty() ? "" : words.get(0);
        Words rest = new Words(new ArrayDeque<>(words.subList(Math.min(1, words.size()), words.size())));
        return switch (verb) {
            case "ping" -> new Ping();
            case "delivered" -> new Delivered(rest.next());
            case "put-wal" -> put(rest);
            case "get-wal" -> get(rest);
            default -> throw new IllegalArgumentException("no such command: " + verb);
        };
    }

    private static WalCommand put(Words words) {
        boolean test = false;
        boolean compressed = false;
        Optional<String> server = Optional.empty();
        while (words.more()) {
            String word = words.next();
            switch (word) {
                case "-t", "--test" -> test = true;
                case "--compressed" -> compressed = true;
                default -> server = Optional.of(words.operand(word, server.isEmpty()));
            }
        }
        return new Put(words.required(server), test, compressed);
    }

    private static WalCommand get(Words words) {
        Optional<String> server = Optional.empty();
        Optional<String> name = Optional.empty();
        Optional<String> compression = Optional.empty();
        boolean partial = false;
        boolean asStored = false;
        boolean test = false;
        int peek = 0;
        while (words.more()) {
            String word = words.next();
            switch (word) {
                case "-t", "--test" -> test = true;
                case "-P", "--partial" -> partial = true;
                case "--keep-compression" -> asStored = true;
                case "-p", "--peek" -> peek = Integer.parseInt(words.next());
                case "-z", "-x", "--gzip" -> compression = Optional.of("gzip");
                case "-j", "--bzip2" -> compression = Optional.of("bzip2");
                default -> {
                    if (server.isEmpty()) {
                        server = Optional.of(words.operand(word, true));
                    } else {
                        name = Optional.of(words.operand(word, name.isEmpty()));
                    }
                }
            }
        }
        WalRequest request =
                new WalRequest(words.required(name), partial, new WalRequest.Delivery(compression, asStored));
        return new Get(words.required(server), request, test, peek);
    }

    /** The words after the verb, one by one. */
    record Words(Deque<String> left) {
        boolean more() {
            return !left.isEmpty();
        }

        String next() {
            if (left.isEmpty()) {
                throw new IllegalArgumentException("a word is missing");
            }
            return left.pop();
        }

        String operand(String word, boolean expected) {
            if (word.startsWith("-") || !expected) {
                throw new IllegalArgumentException("not understood: " + word);
            }
            return word;
        }

        String required(Optional<String> operand) {
            return operand.orElseThrow(() -> new IllegalArgumentException("a word is missing"));
        }
    }
}
