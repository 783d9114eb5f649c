package io.jbarman.runtime;

import static io.jbarman.fixture.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArchiveThreadsTest {
    @Test
    void aServerWhoseDiskHangsHoldsUpNoOther() throws Exception {
        ArchivePool pool = new ArchivePool(1, Duration.ofMillis(50));
        CountDownLatch answers = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        ArchiveThreads hangs = new ArchiveThreads(pool);
        List<Future<Integer>> hanging = IntStream.range(0, 3)
                .mapToObj(n -> hangs.submit(() -> {
                    begun.incrementAndGet();
                    answers.await();
                    return n;
                }))
                .toList();
        until(() -> begun.get() == 1);

        ArchiveThreads well = new ArchiveThreads(pool);
        assertThat(well.submit(() -> "archived").get()).isEqualTo("archived");
        assertThat(well.submit(() -> "the next").get()).isEqualTo("the next");
        assertThat(begun).hasValue(1);

        answers.countDown();
        for (int n = 0; n < hanging.size(); n++) {
            assertThat(hanging.get(n).get()).isEqualTo(n);
        }
    }
}
