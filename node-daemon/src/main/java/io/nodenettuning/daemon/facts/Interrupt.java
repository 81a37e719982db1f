package io.nodenettuning.daemon.facts;

/**
 * An interrupt with a handler that serves no queue of a network interface.
 *
 * @param irq its number, which the kernel recycles: never to be kept
 * @param name what its driver calls it; of several handlers all names, with commas; followed by
 *     {@code @}, its controller and its line there where another has the same name
 * @param kind who may say on which CPUs it is handled
 */
public record Interrupt(int irq, String name, Kind kind) {

  /** Who may say on which CPUs an interrupt is handled. */
  public enum Kind {
    /** The user. */
    Movable,
    /** The kernel or its driver alone. */
    Managed,
    /** Several drivers share the line: what suits one may not suit the other. */
    Shared
  }
}
