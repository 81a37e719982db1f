package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An inbox that tests look into. */
final class Hints implements Consumer<Hint> {
  private static final int SECONDS = 10;

  private final LinkedBlockingQueue<Hint> posted = new LinkedBlockingQueue<>();

  @Override
  public void accept(Hint hint) {
    posted.add(hint);
  }

  /** The next that is wanted; those before it are dropped. */
  <T extends Hint> T next(Class<T> kind, Predicate<T> wanted) {
    return kind.cast(upTo(kind, wanted).getLast());
  }

  /** All up to the next that is wanted. */
  <T extends Hint> List<Hint> upTo(Class<T> kind, Predicate<T> wanted) {
    List<Hint> hints = new ArrayList<>();
    try {
      while (true) {
        Hint hint = posted.poll(SECONDS, TimeUnit.SECONDS);
        if (hint == null) {
          return fail("no such %s but %s", kind.getSimpleName(), hints);
        }
        hints.add(hint);
        if (kind.isInstance(hint) && wanted.test(kind.cast(hint))) {
          return hints;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Hint.Written written(String path) {
    return next(Hint.Written.class, hint -> hint.path().equals(path));
  }
}
