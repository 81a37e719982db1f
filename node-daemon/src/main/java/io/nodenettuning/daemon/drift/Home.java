package io.nodenettuning.daemon.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process belongs to, as its cgroup tells. Each is empty where there is none.
 *
 * @param unit the systemd unit, such as {@code irqbalance.service} or {@code session-3.scope}
 * @param session the login session's number, such as {@code 3}
 * @param container id of a container
 * @param pod UID of the pod that it is in
 */
public record Home(String unit, String session, String container, String pod) {

  static final Home UNKNOWN = new Home("", "", "", "");

  private static final int ID_DIGITS_TOLD = 12;

  /** The kubelet with systemd as cgroup driver writes {@code _} for the dashes of a UID. */
  private static final Pattern POD = Pattern.compile("(?:^|-)pod([0-9a-f_-]{32,36})(?:\\.slice)?$");

  /** {@code cri-containerd-ID.scope}, {@code crio-ID.scope}, {@code docker-ID.scope}, or bare. */
  private static final Pattern CONTAINER =
      Pattern.compile("^(?:[a-z][a-z-]*-)?([0-9a-f]{64})(?:\\.scope)?$");

  private static final Pattern SESSION = Pattern.compile("^session-(.+)\\.scope$");

  private static final String NAMED_HIERARCHY = "name=systemd";
  private static final String DELETED = " (deleted)";

  /**
   * What {@code /proc/PID/cgroup} says: of cgroup v2 one line, of v1 one for each hierarchy, of
   * which systemd's own is believed first ({@code Documentation/admin-guide/cgroup-v2.rst}).
   */
  static Home of(String cgroups) {
    List<String> paths = new ArrayList<>();
    for (String line : cgroups.split("\n")) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3) {
        boolean first = parts[1].isEmpty() || parts[1].equals(NAMED_HIERARCHY);
        paths.add(first ? 0 : paths.size(), parts[2]);
      }
    }
    return paths.stream()
        .map(Home::ofPath)
        .filter(home -> !home.equals(UNKNOWN))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** What the path of a cgroup says. */
  static Home ofPath(String path) {
    String whole =
        path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    String unit = "";
    String session = "";
    String container = "";
    String pod = "";
    for (String part : parts(whole)) {
      Matcher podMatch = POD.matcher(part);
      Matcher containerMatch = CONTAINER.matcher(part);
      Matcher sessionMatch = SESSION.matcher(part);
      if (podMatch.find()) {
        pod = podMatch.group(1).replace('_', '-');
      } else if (containerMatch.matches()) {
        container = containerMatch.group(1);
      } else if (sessionMatch.matches()) {
        session = sessionMatch.group(1);
        unit = part;
      } else if (unit.isEmpty() && (part.endsWith(".service") || part.endsWith(".scope"))) {
        unit = part;
      }
    }
    // What runs pods may itself be a unit, of which the pod is none.
    return new Home(pod.isEmpty() && container.isEmpty() ? unit : "", session, container, pod);
  }

  /** containerd without systemd's help names a scope {@code POD.slice:cri-containerd:ID}. */
  private static List<String> parts(String path) {
    if (path.equals("/")) {
      return Collections.emptyList();
    }
    return Arrays.asList(path.split("[/:]"));
  }

  /** For people, such as {@code irqbalance.service} or {@code container 3f2a… of pod 1c9e…}. */
  @Override
  public String toString() {
    if (!session.isEmpty()) {
      return "login session " + session;
    }
    if (!container.isEmpty()) {
      String id = container.substring(0, ID_DIGITS_TOLD);
      return pod.isEmpty() ? "container " + id : "container %s of pod %s".formatted(id, pod);
    }
    return pod.isEmpty() ? unit : "pod " + pod;
  }
}
