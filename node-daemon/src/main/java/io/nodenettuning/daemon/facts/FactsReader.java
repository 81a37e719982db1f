package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.Kernel;
import java.util.List;
import java.util.OptionalInt;

/**
 * Reads what a node has. Nothing it reads takes the kernel's network lock or interrupts another
 * CPU, and what cannot have changed is not read again, so that a pass may be made often. For one
 * thread.
 */
public final class FactsReader {
  private final Kernel kernel;
  private final FactFiles files;
  private final String node;
  private final CpuReader cpus;
  private final PolicyReader policies;
  private final NicReader nics;
  private DeviceParameters parameters;
  private final IrqbalanceSearch irqbalance;
  private final OtherInterrupts interrupts;

  /**
   * A reader of a node.
   *
   * @param node the name it goes by
   */
  public FactsReader(Kernel kernel, String node) {
    this.kernel = kernel;
    this.files = new FactFiles(kernel.files());
    this.node = node;
    this.cpus = new CpuReader(files);
    this.policies = new PolicyReader(files);
    this.nics = new NicReader(files);
    this.parameters = new DeviceParameters(kernel);
    this.irqbalance = new IrqbalanceSearch(files);
    this.interrupts = new OtherInterrupts(files);
  }

  /** A reader of a node that goes by its host name. */
  public FactsReader(Kernel kernel) {
    this(kernel, new FactFiles(kernel.files()).text("/proc/sys/kernel/hostname"));
  }

  /** Files on the node's disk that are read for facts, by their path on the node. */
  public static List<String> filesOnDisk() {
    return List.of(KubeletCpus.STATE);
  }

  /** Reads everything. */
  public Facts read() {
    return read(irqbalance.runs());
  }

  /**
   * Reads everything but looks for no irqbalance: it is reported if it was found by {@link #read}
   * and still runs. Looking for it reads the names of all processes; only who has interrupts to
   * defend needs to know.
   */
  public Facts readWithoutSearch() {
    return read(irqbalance.stillRuns());
  }

  /** The process id of the irqbalance that was found before, where it still runs. */
  public OptionalInt irqbalance() {
    return irqbalance.pid();
  }

  /** The process id of irqbalance, looked for among all processes where none is known. */
  public OptionalInt findIrqbalance() {
    irqbalance.runs();
    return irqbalance.pid();
  }

  /** What devices told of themselves is asked anew when it is next needed. */
  public void forget() {
    parameters = new DeviceParameters(kernel);
  }

  /**
   * What the node and some of its interfaces can be set to. Devices that were {@linkplain #forget
   * forgotten} are asked, which takes the kernel's network lock.
   */
  public NodeCapabilities capabilities(List<Nic> of) {
    return NodeCapabilities.of(of, parameters, files.files());
  }

  private Facts read(boolean irqbalanceRuns) {
    Cpus now = cpus.read();
    List<Nic> interfaces = nics.read();
    return new Facts(
        node,
        files.text("/proc/sys/kernel/osrelease"),
        files.text("/proc/sys/kernel/random/boot_id"),
        now,
        interfaces,
        policies.read(now.online()),
        parameters,
        irqbalanceRuns,
        interrupts.read(interfaces));
  }
}
