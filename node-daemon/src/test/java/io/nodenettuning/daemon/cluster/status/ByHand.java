package io.nodenettuning.daemon.cluster.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.api.AssignedTuning;
import io.nodenettuning.api.Mode;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.Outcome;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.DriftEntry;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NicCapabilities;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.plan.NodeTuning;
import io.nodenettuning.daemon.plan.PlannedSetting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report put together by hand, and what is told of it. */
public final class ByHand {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private Facts facts;
  private NodeCapabilities capabilities;
  private final List<Part> parts = new ArrayList<>();
  private final List<PlannedSetting> rows = new ArrayList<>();
  private final List<DriftEntry> drifts = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private final Map<String, List<String>> unmatched = new HashMap<>();
  private boolean hold;
  private @Nullable String irqbalance;
  private Past past = Past.none();

  /** An empty report of a node in a folder. */
  public ByHand(Path folder) {
    FolderNode node = new FolderNode(folder);
    this.facts = node.facts();
    this.capabilities = new FactsReader(node.kernel()).capabilities(facts.nics());
  }

  /** With these interfaces, and what they can be set to by their identity, instead of its own. */
  public ByHand interfaces(Map<Nic, NicCapabilities> nics) {
    facts = facts.with(List.copyOf(nics.keySet()));
    capabilities =
        new NodeCapabilities(
            true,
            nics.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().identity(), Map.Entry::getValue)),
            capabilities.missingSysctls());
    return this;
  }

  /** As long as a uid is. */
  static String uid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  ByHand tuning(String name) {
    return tuning(name, new NodeTuning.Understood(revision(null)), null);
  }

  ByHand audit(String name) {
    return tuning(name, new NodeTuning.Understood(revision(Mode.Audit)), null);
  }

  private static Revision revision(@Nullable Mode mode) {
    return new Revision(mode, null, null, null, null, null, null, null);
  }

  /** A tuning that the node was handed. */
  public ByHand tuning(String name, NodeTuning.Content content, @Nullable String awaiting) {
    String revision = content instanceof NodeTuning.Awaited ? "" : name + "-0123456old";
    parts.add(
        new Part(
            new AssignedTuning(
                uid(name), name, awaiting == null ? revision : name + "-0123456new", 0),
            new NodeTuning(uid(name), name, 0, revision, content),
            awaiting));
    return this;
  }

  ByHand row(String tuning, String id, Outcome outcome) {
    return row(tuning, id, outcome, "because", true);
  }

  /** A setting of a tuning. */
  public ByHand row(String tuning, String id, Outcome outcome, String message, boolean counts) {
    rows.add(
        new PlannedSetting(
            id, uid(tuning), tuning, "rule", "1", "0", "1", outcome, false, message, counts));
    return this;
  }

  /** A rule that matches nothing. */
  public ByHand unmatched(String tuning, String rule) {
    unmatched.computeIfAbsent(uid(tuning), _ -> new ArrayList<>()).add(rule);
    return this;
  }

  /** A change by somebody else, the newest first. */
  public ByHand drift(DriftEntry entry) {
    drifts.add(entry);
    return this;
  }

  /** A warning about the node. */
  public ByHand warning(Warning warning) {
    warnings.add(warning);
    return this;
  }

  ByHand hold() {
    hold = true;
    return this;
  }

  /** As if irqbalance ran beside steered interrupts. */
  public ByHand irqbalance() {
    irqbalance = "it cannot be told: Permission denied";
    return this;
  }

  ByHand after(Past before) {
    past = before;
    return this;
  }

  Report report() {
    return new Report(
        new Assignment(7, hold, parts.stream().map(Part::tuning).toList()),
        facts,
        rows,
        unmatched,
        drifts,
        drifts.size(),
        drifts.stream()
            .collect(
                Collectors.groupingBy(entry -> entry.drift().tuningUid(), Collectors.counting())),
        3,
        irqbalance,
        List.of(),
        capabilities);
  }

  NodeNetTuningStateStatus at(Instant time) {
    return new NodeStatus(ByHand::bytes)
        .of(report(), new Subject("node-1", "0.1.0", parts, warnings), past.seen(rows, time), time);
  }

  /** What is told of it. */
  public NodeNetTuningStateStatus status() {
    return at(NOON);
  }

  static int bytes(NodeNetTuningStateStatus status) {
    try {
      return JSON.writeValueAsBytes(status).length;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
