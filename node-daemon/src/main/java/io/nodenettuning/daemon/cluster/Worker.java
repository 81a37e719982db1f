package io.nodenettuning.daemon.cluster;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that talks to the API server, so that nobody else ever waits for it. */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final ScheduledThreadPoolExecutor thread;

  Worker() {
    thread =
        new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().name("cluster").daemon().unstarted(work));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Does it as soon as what came before is done; not at all when the end has come. */
  void now(Runnable work) {
    later(Duration.ZERO, work);
  }

  /** Does it after a while. */
  void later(Duration wait, Runnable work) {
    try {
      var _ = thread.schedule(() -> guarded(work), wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.atDebug().log("the end has come: no more work is taken");
    }
  }

  /** A bug in one piece of work must not be silent, and must not end the others. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("unexpected");
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
