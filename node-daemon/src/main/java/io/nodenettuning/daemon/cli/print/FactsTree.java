package io.nodenettuning.daemon.cli.print;

import io.nodenettuning.daemon.facts.Affinities;
import io.nodenettuning.daemon.facts.CpuPolicy;
import io.nodenettuning.daemon.facts.CpuSet;
import io.nodenettuning.daemon.facts.Exclusive;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.NodeCapabilities;
import io.nodenettuning.daemon.facts.QueueInterrupt.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts as a tree for programs. */
final class FactsTree {
  private final Facts facts;
  private final NodeCapabilities capabilities;
  private final Affinities affinities;

  FactsTree(Facts facts, NodeCapabilities capabilities, Affinities affinities) {
    this.facts = facts;
    this.capabilities = capabilities;
    this.affinities = affinities;
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("node", facts.node());
    tree.put("kernelRelease", facts.kernelRelease());
    tree.put("bootID", facts.bootId());
    tree.put("irqbalance", facts.irqbalance());
    tree.put("cpus", cpus());
    tree.put("nics", facts.nics().stream().map(this::nic).toList());
    tree.put("missingSysctls", capabilities.missingSysctls());
    tree.put("policies", facts.policies().stream().map(FactsTree::policy).toList());
    tree.put("interrupts", facts.interrupts().stream().map(this::interrupt).toList());
    return tree;
  }

  private Map<String, Object> interrupt(Interrupt interrupt) {
    String id =
        interrupt.kind() == Interrupt.Kind.Movable ? "housekeeping:irq/" + interrupt.name() : null;
    Map<String, Object> tree = interrupt(id, interrupt.irq(), interrupt.name());
    tree.put("kind", interrupt.kind());
    return tree;
  }

  private Map<String, @Nullable Object> cpus() {
    Map<String, Object> numaNodes = new LinkedHashMap<>();
    facts.cpus().numaNodes().forEach((node, cpus) -> numaNodes.put("" + node, cpus.list()));
    List<String> cores =
        facts.cpus().siblings().values().stream().distinct().map(CpuSet::list).toList();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("possible", facts.cpus().possible().list());
    tree.put("online", facts.cpus().online().list());
    tree.put("isolated", facts.cpus().isolated().list());
    tree.put("nohzFull", facts.cpus().nohzFull().list());
    tree.put("partitioned", facts.cpus().partitioned().list());
    tree.put(
        "exclusive",
        facts.cpus().exclusive() instanceof Exclusive.Given given ? given.cpus().list() : null);
    tree.put("cores", cores);
    tree.put("numaNodes", numaNodes);
    return tree;
  }

  private Map<String, @Nullable Object> nic(Nic nic) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", nic.name());
    tree.put("type", nic.type());
    tree.put("driver", nic.driver());
    tree.put("busAddress", nic.busAddress());
    tree.put("pciAddress", nic.pciAddress());
    tree.put("mac", nic.mac());
    tree.put("numaNode", nic.numaNode());
    tree.put("up", nic.up());
    tree.put("routes", nic.routes().stream().sorted().toList());
    tree.put("rxQueues", nic.rxQueues());
    tree.put("txQueues", nic.txQueues());
    tree.put(
        "interrupts",
        nic.interrupts().stream()
            .map(vector -> {
              String id = "irqAffinity:%s/%s-%d";
              Owner owner = vector.owner();
              return interrupt(
                  owner == null
                      ? id.formatted(nic.name(), vector.role(), vector.queue())
                      : id.formatted(owner.nic(), owner.role(), owner.queue()),
                  vector.irq(),
                  vector.vector());
            })
            .toList());
    tree.put(
        "otherInterrupts",
        nic.otherInterrupts().stream()
            .map(other -> interrupt(null, other.irq(), other.vector()))
            .toList());
    capabilities.of(nic).ifPresent(can -> tree.putAll(new Capabilities(can).tree()));
    return tree;
  }

  /** An interrupt; one that serves no queue has no id, for nothing can be set there. */
  private Map<String, Object> interrupt(@Nullable String id, int irq, String vector) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (id != null) {
      tree.put("id", id);
    }
    tree.put("irq", irq);
    tree.put("vector", vector);
    affinities
        .of(irq)
        .ifPresent(affinity -> {
          tree.put("cpus", affinity.cpus().list());
          if (!affinity.effective().isEmpty()) {
            tree.put("effectiveCPUs", affinity.effective().list());
          }
        });
    return tree;
  }

  private static Map<String, Object> policy(CpuPolicy policy) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", policy.name());
    tree.put("driver", policy.driver());
    tree.put("relatedCPUs", policy.related().list());
    tree.put("affectedCPUs", policy.affected().list());
    tree.put("governors", policy.governors());
    tree.put("preferences", policy.preferences());
    return tree;
  }
}
