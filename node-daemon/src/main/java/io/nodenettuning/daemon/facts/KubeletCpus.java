package io.nodenettuning.daemon.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.Reading;

/**
 * Reads which CPUs the kubelet's static CPU manager policy gave to single containers, from the file
 * in which it keeps them over restarts ({@code pkg/kubelet/cm/cpumanager/state}): the CPUs of each
 * container of each pod in {@code entries}. It is read again only when it is another text.
 */
final class KubeletCpus {
  /** The kubelet puts a new one in its place, or writes it, with each container that it places. */
  static final String STATE = "/var/lib/kubelet/cpu_manager_state";

  private final FactFiles files;
  private String text = "";
  private Exclusive last = new Exclusive.NoKubelet();

  KubeletCpus(FactFiles files) {
    this.files = files;
  }

  Exclusive read() {
    switch (files.files().readAll(STATE)) {
      case Reading.Text now -> {
        if (!now.value().equals(text)) {
          text = now.value();
          last = parse(text);
        }
      }
      case Reading.Refused refused -> {
        text = "";
        last =
            refused.errno().equals(Errno.ENOENT)
                ? new Exclusive.NoKubelet()
                : new Exclusive.Unreadable("cannot be read: " + refused.errno());
      }
    }
    return last;
  }

  private static Exclusive parse(String text) {
    try {
      CpuSet cpus = CpuSet.NONE;
      for (JsonNode containers : new ObjectMapper().readTree(text).path("entries")) {
        for (JsonNode list : containers) {
          cpus = cpus.union(CpuSet.parseList(list.asText()));
        }
      }
      return new Exclusive.Given(cpus);
    } catch (JsonProcessingException | CpuFormatException e) {
      return new Exclusive.Unreadable("is not understood: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
