package io.nodenettuning.daemon.drift;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Function;

/** Programs that are known to set what tunings set, with what to do about each. */
public enum KnownWriter {
  Irqbalance(
      "moves interrupts every ten seconds",
      "have the daemon ban the interrupts (it does unless switched off), or stop irqbalance on these"
          + " nodes",
      "irqbalance",
      "irqbalance.service"),
  Tuned(
      "applies the settings of its profile",
      "take the setting out of the active TuneD profile ('tuned-adm active' names it), or out of the"
          + " tuning",
      "tuned tuned-adm openshift-tuned cluster-node-tu",
      "tuned.service ocp-tuned-one-shot.service"),
  Udev(
      "applies udev rules and .link files when a device appears",
      "look for the setting in /etc/udev/rules.d and in the [Link] section of .link files"
          + " ('udevadm test-builtin net_setup_link' shows which is used)",
      "(udev-worker) systemd-udevd udevd udevadm",
      "systemd-udevd.service systemd-udev-trigger.service"),
  NetworkManager(
      "applies a connection's settings when it is activated",
      "remove the ethtool or sysctl settings of the connection profile, or its dispatcher script",
      "NetworkManager nm-dispatcher nmcli",
      "NetworkManager.service NetworkManager-dispatcher.service"),
  Networkd(
      "applies .network and .link files when an interface is configured",
      "remove the setting from the interface's .network or .link file",
      "systemd-network systemd-networkd",
      "systemd-networkd.service"),
  GuestAgent(
      "is the cloud's guest agent, which sets queues, interrupts and XPS when it starts or a NIC is"
          + " attached",
      "switch its network tuning off in its configuration (on Google Cloud 'set_multiqueue' in"
          + " /etc/default/instance_configs.cfg)",
      "google_guest_ag GCEGuestAgentMa google_set_mult set_multiqueue waagent",
      "google-guest-agent.service google-guest-agent-manager.service google-startup-scripts.service"
          + " walinuxagent.service waagent.service"),
  CriO(
      "takes interrupts off the CPUs of pods with the annotation irq-load-balancing.crio.io, and"
          + " gives them back",
      "leave those CPUs out of the tuning's CPU sets, or remove the annotation",
      "crio",
      "crio.service"),
  Sysctl(
      "applies sysctl.d files",
      "remove the line from the files in /etc/sysctl.d, /run/sysctl.d and /usr/lib/sysctl.d",
      "systemd-sysctl",
      "systemd-sysctl.service procps.service"),
  PowerDaemon(
      "sets CPU governors and energy preferences by its own policy",
      "stop it on these nodes, or take the governor out of the tuning",
      "power-profiles- thermald tlp cpupower auto-cpufreq",
      "power-profiles-daemon.service thermald.service tlp.service cpupower.service"
          + " auto-cpufreq.service"),
  NetworkPlugin(
      "sets network sysctls for the cluster's network",
      "set them in the network plugin's configuration, or take them out of the tuning",
      "kube-proxy cilium-agent calico-node kube-router flanneld aws-k8s-agent",
      ""),
  Person(
      "ran in a login session",
      "ask who was logged in ('last' and the audit log know), or change the tuning instead of the"
          + " node",
      "",
      "");

  private static final Map<String, KnownWriter> BY_COMMAND = by(writer -> writer.commands);
  private static final Map<String, KnownWriter> BY_UNIT = by(writer -> writer.units);

  private final String does;
  private final String advice;
  private final String commands;
  private final String units;

  KnownWriter(String does, String advice, String commands, String units) {
    this.does = does;
    this.advice = advice;
    this.commands = commands;
    this.units = units;
  }

  /** What it does, to follow its name in a sentence. */
  public String does() {
    return does;
  }

  /** What to do about it, an imperative sentence without its full stop. */
  public String advice() {
    return advice;
  }

  /** Which of them a process is. A program is told by its own name before what it was run by. */
  static Optional<KnownWriter> of(Writer writer) {
    KnownWriter known = BY_COMMAND.get(writer.command());
    if (known == null) {
      known = BY_UNIT.get(writer.home().unit());
    }
    if (known == null && isPerson(writer)) {
      known = Person;
    }
    return Optional.ofNullable(known);
  }

  /** Services such as cron log in too. */
  private static boolean isPerson(Writer writer) {
    Home home = writer.home();
    boolean service = !home.unit().isEmpty() || !home.container().isEmpty();
    return !home.session().isEmpty() || (writer.login() != Writer.NOBODY && !service);
  }

  private static Map<String, KnownWriter> by(Function<KnownWriter, String> names) {
    Map<String, KnownWriter> writers = new HashMap<>();
    for (KnownWriter writer : values()) {
      StringTokenizer words = new StringTokenizer(names.apply(writer));
      while (words.hasMoreTokens()) {
        writers.put(words.nextToken(), writer);
      }
    }
    return Map.copyOf(writers);
  }
}
