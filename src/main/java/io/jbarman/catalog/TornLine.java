package io.jbarman.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A last line without a line feed is what a crash left of one; it is taken off, for its file will be found anew. */
final class TornLine {
    private static final int BLOCK = 4096;

    private TornLine() {}

    /** Takes a torn last line off, durably, and gives the length that the file has then. */
    static long repair(FileChannel channel) throws IOException {
        long length = channel.size();
        long whole = endOfLastLine(channel, length);
        if (whole < length) {
            channel.truncate(whole);
            channel.force(true);
        }
        return whole;
    }

    private static long endOfLastLine(FileChannel channel, long length) throws IOException {
        long end = length;
        while (end > 0) {
            long start = Math.max(0, end - BLOCK);
            ByteBuffer block = ByteBuffer.allocate((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // until the block is full
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }
}
