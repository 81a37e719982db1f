package io.nodenettuning.daemon.facts;

/** What the kubelet's CPU manager says of CPUs that single containers have for themselves. */
public sealed interface Exclusive {

  /**
   * Its answer.
   *
   * @param cpus those CPUs; none with another policy than {@code static}
   */
  record Given(CpuSet cpus) implements Exclusive {}

  /** It keeps no state here: there is no kubelet, or its folder is not mounted for the daemon. */
  record NoKubelet() implements Exclusive {}

  /**
   * Its state makes no sense.
   *
   * @param problem what is wrong with it, to follow its name
   */
  record Unreadable(String problem) implements Exclusive {}
}
