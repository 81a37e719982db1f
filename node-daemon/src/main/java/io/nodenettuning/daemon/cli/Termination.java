package io.nodenettuning.daemon.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGTERM end a loop between two passes instead of within one: the process ends only once this
 * is closed.
 */
final class Termination implements AutoCloseable {
  /** A pass takes milliseconds; who waits longer is stuck in the kernel. */
  private static final int PATIENCE_SECONDS = 10;

  private final CountDownLatch over = new CountDownLatch(1);

  /** What to do on SIGTERM and SIGINT, from another thread. */
  void ends(Runnable stop) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("termination")
                .unstarted(() -> {
                  stop.run();
                  await();
                }));
  }

  private void await() {
    try {
      boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        System.err.println("nnt: the pass under way does not end; the journal has its originals");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
