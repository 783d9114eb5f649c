package io.jbarman.runtime

import io.jbarman.fixture.Eventually
import java.time.Clock
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.Specification

class RestartBudgetSpec extends Specification {
    def "after #failures failures within the window it is begun anew after #seconds s, budget spent: #spent"() {
        expect:
        RestartBudget.STANDARD.delay(failures) == Duration.ofSeconds(seconds)
        RestartBudget.STANDARD.isSpent(failures) == spent

        where:
        failures | seconds | spent
        1        | 1       | false
        2        | 2       | false
        3        | 4       | false
        5        | 16      | false
        6        | 300     | true
        1000     | 300     | true
    }

    def "a worker that fails is begun anew, told as a problem once it fails too often, and never given up"() {
        given:
        def runs = new AtomicInteger()
        def mayGoOn = new CountDownLatch(1)
        def worker = new Worker() {
            void run() throws InterruptedException {
                if (runs.incrementAndGet() < 5) {
                    throw new IllegalStateException('it cannot')
                }
                mayGoOn.await()
            }

            void stop() {
                mayGoOn.countDown()
            }

            Duration patience() {
                Duration.ofSeconds(10)
            }
        }

        when:
        def thread = WorkerThread.start('receive-wal', 'pg', worker, new RestartBudget(2, Duration.ofMinutes(10), Duration.ofMillis(1), Duration.ofMillis(2)), Clock.systemUTC())
        Eventually.until { runs.get() == 5 }

        then:
        thread.restarts() == 4
        thread.problem().get().with {
            it.code() == 'restarts-spent' && it.summary().startsWith('receive-wal pg failed 4 times within 10 minutes: java.lang.IllegalStateException: it cannot')
        }

        when:
        thread.stop()

        then:
        thread.join()
        runs.get() == 5
    }
}
