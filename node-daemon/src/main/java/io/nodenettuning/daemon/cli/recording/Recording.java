package io.nodenettuning.daemon.cli.recording;

import io.nodenettuning.daemon.agent.Pass;
import io.nodenettuning.daemon.facts.Affinities;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.kernel.Answer;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.EthtoolRecording;
import io.nodenettuning.daemon.kernel.FlowType;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.NapiThreads;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import io.nodenettuning.daemon.kernel.ReceiveHash;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * What facts and plans read of a node, as a tree that stands in for its {@code /}.
 *
 * @param facts the node
 * @param tree its files
 */
public record Recording(Facts facts, RecordedTree tree) {

  /** Records a node. It writes nothing there and needs no rights that reading does not. */
  public static Recording of(Kernel kernel) {
    RecordedTree tree = new RecordedTree();
    Kernel recorded = kernel.with(new RecordingFiles(kernel.files(), tree));
    Facts facts = new FactsReader(recorded).read();
    Affinities.read(recorded, facts);
    Pass.look(recorded, facts, List.of(EveryKnob.tuning(facts)), Map.of(), true);
    tree.file(EthtoolRecording.PATH, ethtool(kernel, facts).json());
    facts.nics().forEach(nic -> threads(kernel, nic.name(), tree));
    return new Recording(facts, tree);
  }

  private static void threads(Kernel kernel, String device, RecordedTree tree) {
    for (NapiThreads.NapiThread thread : kernel.napiThreads().of(device)) {
      tree.file(
          "%s/%s/%d".formatted(NapiThreads.RECORDED, device, thread.pid()),
          NapiThreads.recorded(thread.cpus()));
    }
  }

  private static EthtoolRecording ethtool(Kernel kernel, Facts facts) {
    EthtoolRecording recording = EthtoolRecording.empty();
    for (Nic nic : facts.nics()) {
      if (kernel.ethtool().features(nic.name()) instanceof FeaturesReading.Features features) {
        recording.put(nic.name(), Objects.requireNonNullElse(nic.driver(), ""), features.byName());
        recordHash(recording, kernel.receiveHash(), nic.name());
        for (ParameterGroup group : ParameterGroup.values()) {
          if (kernel.ethtool().parameters(nic.name(), group)
              instanceof ParametersReading.Parameters parameters) {
            recording.put(nic.name(), group, parameters.byName());
          }
        }
      }
    }
    return recording;
  }

  private static void recordHash(
      EthtoolRecording recording, ReceiveHash receiveHash, String device) {
    for (FlowType flow : FlowType.values()) {
      if (receiveHash.fields(device, flow) instanceof Answer.Got<Long> fields) {
        recording.put(device, flow, fields.value());
      }
    }
    if (receiveHash.indirection(device) instanceof Answer.Got<List<Integer>> table) {
      recording.putIndirection(device, table.value());
    }
  }

  /** Writes it as a gzipped tar archive, whole or not at all. */
  public void write(Path file) throws IOException {
    Path next = Path.of(file + ".new");
    try (TarWriter tar = new TarWriter(open(next), Instant.now().getEpochSecond())) {
      for (Map.Entry<String, RecordedTree.Entry> entry : tree.entries().entrySet()) {
        String name = entry.getKey().substring(1);
        switch (entry.getValue()) {
          case RecordedTree.Directory _ -> tar.directory(name);
          case RecordedTree.Link link -> tar.link(name, link.target());
          case RecordedTree.File read ->
              tar.file(
                  name,
                  withLineEnd(read.content()).getBytes(StandardCharsets.UTF_8),
                  tree.isReadOnly(entry.getKey()));
        }
      }
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String withLineEnd(String text) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  private static OutputStream open(Path file) throws IOException {
    return new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
  }

  /** How many files were read. */
  public long files() {
    return tree.entries().values().stream().filter(RecordedTree.File.class::isInstance).count();
  }
}
