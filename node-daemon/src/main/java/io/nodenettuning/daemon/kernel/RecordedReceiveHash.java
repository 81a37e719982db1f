package io.nodenettuning.daemon.kernel;

import io.nodenettuning.daemon.kernel.Answer.Got;
import io.nodenettuning.daemon.kernel.Answer.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Receive hashing of a recording: answers from its {@code ethtool.json}, keeps what is set. */
final class RecordedReceiveHash implements ReceiveHash {
  private final Root root;

  RecordedReceiveHash(Root root) {
    this.root = root;
  }

  @Override
  public synchronized Answer<Long> fields(String device, FlowType flow) {
    return answer(recording -> recording.fields(device, flow));
  }

  @Override
  public synchronized Answer<Long> setFields(String device, FlowType flow, long fields) {
    return fields(device, flow) instanceof Got<Long>
        ? change(recording -> recording.put(device, flow, fields), fields)
        : new Refused<>(Errno.EOPNOTSUPP);
  }

  @Override
  public synchronized Answer<List<Integer>> indirection(String device) {
    return answer(recording -> recording.indirection(device));
  }

  @Override
  public synchronized Answer<List<Integer>> setIndirection(String device, List<Integer> queues) {
    if (!(indirection(device) instanceof Got<List<Integer>> now)) {
      return new Refused<>(Errno.EOPNOTSUPP);
    }
    List<Integer> table = queues.isEmpty() ? byDefault(device, now.value().size()) : queues;
    return change(recording -> recording.putIndirection(device, table), table);
  }

  private List<Integer> byDefault(String device, int length) {
    long queues =
        new NodeFiles(root)
            .list("/sys/class/net/" + device + "/queues").stream()
                .filter(name -> name.startsWith("rx-"))
                .count();
    return IntStream.range(0, length).mapToObj(i -> (int) (i % Math.max(1, queues))).toList();
  }

  private <T> Answer<T> answer(Function<EthtoolRecording, Optional<T>> question) {
    try {
      return question
          .apply(EthtoolRecording.in(file()))
          .<Answer<T>>map(Got::new)
          .orElseGet(() -> new Refused<>(Errno.EOPNOTSUPP));
    } catch (IOException e) {
      return new Refused<>(Errno.EOPNOTSUPP);
    }
  }

  private <T> Answer<T> change(Function<EthtoolRecording, EthtoolRecording> change, T value) {
    try {
      change.apply(EthtoolRecording.in(file())).save(file());
      return new Got<>(value);
    } catch (IOException e) {
      return new Refused<>(Errno.EIO);
    }
  }

  private Path file() {
    return Path.of(root.place(EthtoolRecording.PATH));
  }
}
