package io.nodenettuning.daemon.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on disk that are followed, in all the ways in which they change. */
class FollowedFilesTest {
  @TempDir private Path parent;
  private final Hints hints = new Hints();
  private Path folder = Path.of("");
  private Watcher watcher;

  @BeforeEach
  void aFolder() throws IOException {
    folder = Files.createDirectory(parent.resolve("tunings"));
    watcher = follow(folder);
  }

  @AfterEach
  void end() {
    watcher.close();
  }

  private Watcher follow(Path... paths) {
    List<String> followed = List.of(paths).stream().map(Path::toString).toList();
    return Watcher.start(Kernel.host().files(), followed, hints);
  }

  private void follows(Path path) {
    watcher.close();
    watcher = follow(path);
  }

  /** As the agent does: it looks where the files lie before it reads them. */
  private void told(Path path) {
    hints.next(Hint.Premise.class, hint -> hint.path().equals(path.toString()));
    watcher.renew();
  }

  private static void write(Path file) throws IOException {
    Files.writeString(file, "a text\n");
  }

  @Test
  void filesOfAFolderThatAreWrittenReplacedAndRemoved() throws IOException {
    Path file = folder.resolve("a.yaml");
    write(file);
    told(folder);
    write(file);
    told(folder);
    write(parent.resolve("b.yaml"));
    Files.move(parent.resolve("b.yaml"), file, StandardCopyOption.REPLACE_EXISTING);
    told(folder);
    Files.move(file, parent.resolve("c.yaml"));
    told(folder);
    Files.createSymbolicLink(file, parent.resolve("c.yaml"));
    told(folder);
    Files.delete(file);
    told(folder);
    assertThat(watcher.blind()).isEmpty();
  }

  @Test
  void manyChangesAtOnceAreFewHints() throws IOException {
    for (int i = 0; i < 200; i++) {
      write(folder.resolve(i + ".yaml"));
    }
    Path last = parent.resolve("last");
    watcher.close();
    watcher = follow(last);
    write(last);

    assertThat(hints.upTo(Hint.Premise.class, hint -> hint.path().equals(last.toString())))
        .hasSizeLessThan(20);
  }

  @Test
  void aFolderThatIsRemovedAndMadeAgain() throws IOException {
    Files.delete(folder);
    told(folder);
    Files.createDirectory(folder);
    told(folder);
    write(folder.resolve("a.yaml"));
    told(folder);
  }

  @Test
  void aFolderThatAnotherOneTakesThePlaceOf() throws IOException {
    Path next = Files.createDirectory(parent.resolve("next"));
    Files.move(folder, parent.resolve("old"));
    Files.move(next, folder);
    told(folder);
    write(folder.resolve("a.yaml"));
    told(folder);
  }

  @Test
  void aFolderThatIsYetToComeWithAllAboveIt() throws IOException {
    Path later = parent.resolve("x/y");
    follows(later);
    Files.createDirectories(later);
    told(later);
    write(later.resolve("a.yaml"));
    told(later);
  }

  @Test
  void aConfigMapsFolder() throws IOException {
    Files.createDirectory(folder.resolve("..1"));
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    write(folder.resolve("..1/a.yaml"));
    Path file = Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of("..data/a.yaml"));
    for (Path path : List.of(folder, file)) {
      follows(path);
      Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..1"));
      Files.move(
          folder.resolve("..data_tmp"),
          folder.resolve("..data"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      told(path);
    }
  }

  @Test
  void aLinkToAFolderThatIsSetAnew() throws IOException {
    Path current = Files.createSymbolicLink(parent.resolve("current"), folder);
    Path inside = current.resolve("a.yaml");
    follows(inside);
    Path next = Files.createDirectory(parent.resolve("next"));
    Files.delete(current);
    told(inside);
    Files.createSymbolicLink(current, next);
    told(inside);
    write(next.resolve("a.yaml"));
    told(inside);
  }

  @Test
  void ofASingleFileOnlyWhatConcernsIt() throws IOException {
    Path file = folder.resolve("a.yaml");
    follows(file);
    write(folder.resolve("b.yaml"));
    write(file);

    List<Hint> all = hints.upTo(Hint.Premise.class, hint -> hint.path().equals(file.toString()));
    assertThat(all).containsOnly(new Hint.Premise(file.toString()));
    write(folder.resolve("b.yaml"));
    follows(parent.resolve("c"));
    write(parent.resolve("c"));
    assertThat(hints.upTo(Hint.Premise.class, _ -> true))
        .containsExactly(new Hint.Premise(parent.resolve("c").toString()));
  }
}
