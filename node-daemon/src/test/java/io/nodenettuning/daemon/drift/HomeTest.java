package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeTest {
  private static final String ID =
      "3f2a90cc1b7d4e5f60718293a4b5c6d7e8f90123456789abcdef0123456789ab";
  private static final String POD = "1c9e6c2f-7a44-4b0a-9a55-0d1f6f0e7b21";

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The kubelet with systemd as cgroup driver: containerd, CRI-O, Docker.
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podPOD_.slice/cri-containerd-ID.scope",
        "/kubepods.slice/kubepods-podPOD_.slice/crio-ID.scope",
        "/kubepods.slice/kubepods-podPOD_.slice/crio-ID.scope/container",
        "/kubepods.slice/kubepods-besteffort.slice/kubepods-besteffort-podPOD_.slice/docker-ID.scope",
        // With cgroupfs.
        "/kubepods/besteffort/podPOD/ID",
        "/kubepods/podPOD/ID",
        "/k8s.io/kubepods/burstable/podPOD/ID",
        // A node that is a container itself, as seen from its own cgroup namespace and from others.
        "/../../kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podPOD_.slice/cri-containerd-ID.scope",
        "/docker/f00dID/kubepods/podPOD/ID",
        // containerd asked for cgroupfs on a systemd host.
        "/system.slice/containerd.service/kubepods-burstable-podPOD_.slice:cri-containerd:ID",
        // Its cgroup is gone.
        "/kubepods/burstable/podPOD/ID (deleted)",
      })
  void aContainerOfAPod(String path) {
    String cgroup = path.replace("POD_", POD.replace('-', '_')).replace("POD", POD);

    assertThat(Home.of("0::" + cgroup.replace("f00dID", ID).replace("ID", ID)))
        .isEqualTo(new Home("", "", ID, POD));
  }

  @Test
  void aStaticPodHasAHashForItsUid() {
    String uid = "9a1d3b5c7e9f11223344556677889900";

    assertThat(Home.of("0::/kubepods/burstable/pod%s/%s".formatted(uid, ID)))
        .isEqualTo(new Home("", "", ID, uid));
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/docker-ID.scope,",
    "/docker/ID,",
    "/machine.slice/libpod-ID.scope,",
    "/machine.slice/libpod-ID.scope/container,",
    "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-ID.scope,",
  })
  void aContainerWithoutPod(String path) {
    assertThat(Home.of("0::" + path.replace("ID", ID))).isEqualTo(new Home("", "", ID, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "/system.slice/irqbalance.service,                      irqbalance.service",
    "/system.slice/systemd-udevd.service/udev,              systemd-udevd.service",
    "/system.slice/system-getty.slice/getty@tty1.service,   getty@tty1.service",
    "/system.slice/k3s.service,                             k3s.service",
    "/runtime.slice/containerd.service,                     containerd.service",
    "/init.scope,                                           init.scope",
    "/user.slice/user-1000.slice/user@1000.service/app.slice/x.service, user@1000.service",
    "/system.slice/run-r1b2c3.scope,                        run-r1b2c3.scope",
  })
  void aUnit(String path, String unit) {
    assertThat(Home.of("0::" + path)).isEqualTo(new Home(unit, "", "", ""));
  }

  @Test
  void aLoginSession() {
    Home home = Home.of("0::/user.slice/user-1000.slice/session-c3.scope");

    assertThat(home).isEqualTo(new Home("session-c3.scope", "c3", "", ""));
    assertThat(home).hasToString("login session c3");
  }

  @Test
  void ofTheFirstCgroupsSystemdsOwnIsBelieved() {
    assertThat(
            Home.of(
                """
                12:pids:/system.slice/ssh.service
                11:cpuset:/
                1:name=systemd:/user.slice/user-0.slice/session-7.scope
                0::/user.slice/user-0.slice/session-7.scope
                """))
        .isEqualTo(new Home("session-7.scope", "7", "", ""));
    // Where systemd does not know, others do.
    assertThat(
            Home.of(
                """
                9:name=systemd:/
                4:memory:/kubepods/burstable/pod%s/%s
                0::/
                """
                    .formatted(POD, ID)))
        .isEqualTo(new Home("", "", ID, POD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0::/", "0::", "nonsense", "0::/..", "1:cpu:/\n0::/"})
  void nothingIsKnownOfTheRest(String cgroups) {
    assertThat(Home.of(cgroups)).isEqualTo(Home.UNKNOWN);
    assertThat(Home.of(cgroups)).hasToString("");
  }

  @Test
  void isToldForPeople() {
    assertThat(new Home("", "", ID, POD))
        .hasToString("container 3f2a90cc1b7d of pod 1c9e6c2f-7a44-4b0a-9a55-0d1f6f0e7b21");
    assertThat(new Home("", "", ID, "")).hasToString("container 3f2a90cc1b7d");
    assertThat(new Home("", "", "", POD)).hasToString("pod " + POD);
    assertThat(new Home("tuned.service", "", "", "")).hasToString("tuned.service");
  }
}
