package io.nodenettuning.daemon.cli.recording;

import static io.nodenettuning.daemon.plan.NodeTuning.Understood;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.Revision;
import io.nodenettuning.api.Sysctl;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A tuning that asks for something of every knob on every device: a plan of it reads them all. */
final class EveryKnob {

  private EveryKnob() {}

  static NodeTuning tuning(Facts facts) {
    String policies =
        facts.policies().stream()
            .filter(policy -> !policy.governors().isEmpty())
            .map(EveryKnob::policy)
            .collect(Collectors.joining(","));
    String sysctls =
        Arrays.stream(Sysctl.values())
            .map(sysctl -> "\"%s\": \"1\"".formatted(sysctl.key()))
            .collect(Collectors.joining(","));
    return new NodeTuning("recording", "recording", 0, "", new Understood(all(policies, sysctls)));
  }

  private static String policy(CpuPolicy policy) {
    String preference =
        policy.preferences().isEmpty() ? "" : "\"energyPerformancePreference\": \"performance\",";
    return """
    {"name": "%s", "cpus": {"list": "%s", "isolated": "Include"}, "governor": "%s",
     %s "resumeLatencyMicros": 1}
    """
        .formatted(
            policy.name(), policy.related().list(), policy.governors().getFirst(), preference);
  }

  private static Revision all(String policies, String sysctls) {
    try {
      return ApiJson.tolerant()
          .readValue(
              """
              {
                "mode": "Audit",
                "interfaces": [{
                  "name": "all",
                  "match": {"names": ["*"]},
                  "irqAffinity": {"cpus": {"isolated": "Include"}, "distribution": "AllCpus"},
                  "rps": {"cpus": {"isolated": "Include"}},
                  "rfs": {"flowCount": 1},
                  "xps": {"cpus": {"isolated": "Include"}},
                  "offloads": {"rx-gro": true},
                  "channels": {"combined": "Max", "rx": "Max", "tx": "Max"},
                  "rings": {"rx": "Max", "tx": "Max"},
                  "coalesce": {"rxUsecs": 1},
                  "rss": {"hashFields": {"udp4": ["SrcIp", "DstIp"]}, "indirection": "Equal"},
                  "napi": {"threaded": "Enabled", "threadCpus": {"isolated": "Include"},
                           "deferHardIrqs": 1, "groFlushTimeoutNanos": 1}
                }],
                "rpsSockFlowEntries": 1,
                "cpuPower": [%s],
                "housekeeping": {"interrupts": "Move", "unboundWorkqueues": "Move"},
                "sysctls": {%s}
              }
              """
                  .formatted(policies, sysctls),
              Revision.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError("names of policies and sysctls need no quoting", e);
    }
  }
}
