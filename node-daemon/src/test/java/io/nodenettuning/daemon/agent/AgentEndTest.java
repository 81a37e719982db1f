package io.nodenettuning.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.RecordedNode;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the loop ends. */
class AgentEndTest {
  @Test
  void endsAfterThePassUnderWayAndNotWithin(@TempDir Path root) throws Exception {
    Kernel kernel = RecordedNode.load("virtio-2cpu", root);
    CountDownLatch inPass = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    TuningSource source =
        () -> {
          inPass.countDown();
          awaitQuietly(goOn);
          return Optional.of(new Assignment(1, false, List.of()));
        };
    try (StateFolder folder = StateFolder.lock(root.resolve("run/nnt"));
        Journal journal = Journal.open(folder, "boot")) {
      Agent agent =
          new Agent(
              kernel,
              new FactsReader(kernel),
              journal,
              new Bans(kernel, folder.path(), true),
              source,
              _ -> reported.countDown(),
              Clock.systemUTC(),
              Duration.ofHours(1));
      Thread loop = Thread.ofPlatform().start(agent::run);
      assertThat(inPass.await(10, TimeUnit.SECONDS)).isTrue();

      agent.stop();
      assertThat(loop.isAlive()).isTrue();
      goOn.countDown();

      assertThat(loop.join(Duration.ofSeconds(10))).isTrue();
      assertThat(reported.getCount()).isZero();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
