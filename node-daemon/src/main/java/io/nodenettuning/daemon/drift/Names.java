package io.nodenettuning.daemon.drift;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The ends of tasks as a source: of those that were to be named, it posts the names. */
final class Names implements Source {

  /** On a busy node hundreds of tasks end in a second; who has to be named asks at once anyway. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Exits exits;
  private final Attribution attribution;

  Names(Exits exits, Attribution attribution) {
    this.exits = exits;
    this.attribution = attribution;
  }

  @Override
  public int descriptor() {
    return exits.descriptor();
  }

  @Override
  public long read(Consumer<Hint> inbox) {
    exits.read();
    attribution.tellNames(inbox);
    return PAUSE_NANOS;
  }

  @Override
  public String blindness() {
    return "writers that are gone at once are not named any more";
  }

  @Override
  public void close() {
    exits.close();
    attribution.close();
  }
}
