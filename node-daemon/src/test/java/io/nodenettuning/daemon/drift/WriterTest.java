package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WriterTest {

  @ParameterizedTest
  @CsvSource({
    "irqbalance,      irqbalance.service,                Irqbalance",
    "irqbalance,      '',                                Irqbalance",
    "tuned,           tuned.service,                     Tuned",
    "ethtool,         tuned.service,                     Tuned",
    "(udev-worker),   systemd-udevd.service,             Udev",
    "sh,              systemd-udevd.service,             Udev",
    "NetworkManager,  NetworkManager.service,            NetworkManager",
    "ethtool,         NetworkManager-dispatcher.service, NetworkManager",
    "systemd-network, systemd-networkd.service,          Networkd",
    "google_set_mult, google-guest-agent.service,        GuestAgent",
    "crio,            crio.service,                      CriO",
    "systemd-sysctl,  systemd-sysctl.service,            Sysctl",
    "power-profiles-, power-profiles-daemon.service,     PowerDaemon",
    "cilium-agent,    '',                                NetworkPlugin",
  })
  void programsThatTuneAreKnown(String command, String unit, KnownWriter known) {
    Writer writer = new Writer(7, command, "", -1, new Home(unit, "", "", ""));

    assertThat(writer.known()).contains(known);
  }

  @Test
  void aPersonIsKnownByTheLoginSession() {
    Home session = new Home("session-3.scope", "3", "", "");

    assertThat(new Writer(7, "bash", "/bin/bash", 0, session).known()).contains(KnownWriter.Person);
    // What a person runs is told first.
    assertThat(new Writer(7, "tuned-adm", "", 0, session).known()).contains(KnownWriter.Tuned);
    assertThat(new Writer(7, "bash", "/bin/bash", -1, Home.UNKNOWN).known()).isEmpty();
    assertThat(Writer.UNKNOWN.known()).isEmpty();
  }

  @Test
  void whoLoggedInIsAPersonUnlessAServiceDid() {
    Home cron = new Home("cron.service", "", "", "");

    assertThat(new Writer(7, "bash", "", 1000, Home.UNKNOWN).known()).contains(KnownWriter.Person);
    assertThat(new Writer(7, "bash", "", 0, cron).known()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(KnownWriter.class)
  void whatToDoFitsIntoASentence(KnownWriter known) {
    assertThat(known.does()).matches("[a-z].*[^.]");
    assertThat(known.advice()).matches("[a-z].*[^.]");
  }

  @Test
  void isToldForPeople() {
    Home unit = new Home("irqbalance.service", "", "", "");

    assertThat(new Writer(812, "irqbalance", "", -1, unit))
        .hasToString("irqbalance (PID 812, irqbalance.service)");
    assertThat(new Writer(812, "sh", "", -1, Home.UNKNOWN)).hasToString("sh (PID 812)");
    assertThat(Writer.numbered(812)).hasToString("a process that was gone at once (PID 812)");
    assertThat(Writer.numbered(0)).isEqualTo(Writer.UNKNOWN).hasToString("unknown");
    assertThat(Writer.numbered(-1)).isEqualTo(Writer.UNKNOWN);
  }
}
