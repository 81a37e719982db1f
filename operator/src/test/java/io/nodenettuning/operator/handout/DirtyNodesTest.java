package io.nodenettuning.operator.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DirtyNodesTest {
  private final AtomicLong now = new AtomicLong();
  private final DirtyNodes dirty = new DirtyNodes(now::get);

  @Test
  void eachNodeWaitsOnceInTheOrderOfItsFirstMention() throws InterruptedException {
    dirty.addAll(List.of("w1", "w2"));
    dirty.add("w1");

    assertThat(dirty.size()).isEqualTo(2);
    assertThat(dirty.take(Duration.ZERO)).contains("w1");
    assertThat(dirty.take(Duration.ZERO)).contains("w2");
    assertThat(dirty.take(Duration.ZERO)).isEmpty();
  }

  @Test
  void failureComesBackAfterADelayThatDoublesUpToALimit() throws InterruptedException {
    Duration delay = DirtyNodes.FIRST_RETRY;
    for (int failures = 1; failures < 20; failures++) {
      dirty.failed("w1");
      now.addAndGet(delay.toNanos() - 1);
      assertThat(dirty.take(Duration.ZERO)).isEmpty();
      now.addAndGet(1);
      assertThat(dirty.take(Duration.ZERO)).contains("w1");
      delay = delay.multipliedBy(2);
      delay = delay.compareTo(DirtyNodes.LAST_RETRY) > 0 ? DirtyNodes.LAST_RETRY : delay;
    }
  }

  @Test
  void eventDoesNotWaitForTheRetry() throws InterruptedException {
    dirty.failed("w1");
    dirty.add("w1");

    assertThat(dirty.take(Duration.ZERO)).contains("w1");
  }

  @Test
  void successForgetsFailures() throws InterruptedException {
    dirty.failed("w1");
    dirty.failed("w1");
    dirty.succeeded("w1");
    now.addAndGet(DirtyNodes.LAST_RETRY.toNanos());
    assertThat(dirty.take(Duration.ZERO)).contains("w1");
    dirty.failed("w1");
    now.addAndGet(DirtyNodes.FIRST_RETRY.toNanos());

    assertThat(dirty.take(Duration.ZERO)).contains("w1");
  }
}
