package io.nodenettuning.daemon.facts;

import io.nodenettuning.daemon.kernel.KernelFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Kernel files read as what they mean. A file that is missing, refused or garbled is no error: old
 * kernels lack some, devices go away while they are read, recordings have holes.
 */
record FactFiles(KernelFiles files) {

  /** The text of a file without blanks around it; empty where there is none. */
  String text(String path) {
    return files.read(path).text().orElse("").strip();
  }

  /** A number, decimal or with {@code 0x}, or the default. */
  int number(String path, int otherwise) {
    try {
      return Integer.decode(text(path));
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /** A list of CPUs; nothing where the file is missing or holds something else. */
  Optional<CpuSet> cpus(String path) {
    return files.read(path).text().flatMap(FactFiles::parse);
  }

  private static Optional<CpuSet> parse(String list) {
    try {
      return Optional.of(CpuSet.parseList(list));
    } catch (CpuFormatException _) {
      // cpu/nohz_full reads "(null)" on kernels that have the option and were not given it.
      return Optional.empty();
    }
  }

  /** The variables of a uevent file. */
  Map<String, String> uevent(String path) {
    Map<String, String> variables = new HashMap<>();
    for (String line : text(path).split("\n")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        variables.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return variables;
  }

  /** The numbers of entries such as {@code rx-0} in a directory, ascending. */
  List<Integer> numbered(String directory, String prefix) {
    return numbered(files.list(directory), prefix);
  }

  /** The numbers of those names that are the prefix and a number, ascending. */
  static List<Integer> numbered(List<String> names, String prefix) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(prefix) && isNumber(name, prefix.length())) {
        numbers.add(Integer.parseInt(name, prefix.length(), name.length(), 10));
      }
    }
    Collections.sort(numbers);
    return Collections.unmodifiableList(numbers);
  }

  /** Whether what begins there is a number of up to nine digits. */
  static boolean isNumber(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length() && text.length() - from < 10;
  }

  /** The last name in a link's target. */
  Optional<String> linkedName(String path) {
    return files.link(path).map(target -> target.substring(target.lastIndexOf('/') + 1));
  }
}
