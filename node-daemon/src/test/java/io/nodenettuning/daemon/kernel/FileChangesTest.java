package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What inotify tells, byte by byte, and what it refuses. */
class FileChangesTest {
  private static final int CLOSE_WRITE = 0x8;
  private static final int MOVED_TO = 0x80;
  private static final int CREATE = 0x100;
  private static final int CREATE_FOLDER = 0x40000100;
  private static final int DELETE_SELF = 0x400;
  private static final int OVERFLOW = 0x4000;

  private final List<String> told = new ArrayList<>();
  private final ByteBuffer read = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

  private void event(int watch, int mask, String name) {
    int length = name.isEmpty() ? 0 : 16;
    byte[] filledUp = new byte[length];
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, filledUp, 0, bytes.length);
    read.putInt(watch).putInt(mask).putInt(0).putInt(length).put(filledUp);
  }

  private List<String> told(ByteBuffer bytes) {
    FileChanges.tell(
        bytes,
        new FileChanges.Listener() {
          @Override
          public void entry(int watch, String name, boolean made) {
            told.add(watch + " " + name + (made ? " made" : ""));
          }

          @Override
          public void itself(int watch) {
            told.add(watch + " itself");
          }

          @Override
          public void overflow() {
            told.add("overflow");
          }
        });
    return told;
  }

  @Test
  void severalEventsOfOneRead() {
    event(1, CREATE, "a.yaml");
    event(1, CLOSE_WRITE, "a.yaml");
    event(2, CREATE_FOLDER, "folder");
    event(1, MOVED_TO, "größe.yaml");
    event(2, DELETE_SELF, "");
    event(-1, OVERFLOW, "");

    assertThat(told(read.flip()))
        .containsExactly(
            "1 a.yaml made", "1 a.yaml", "2 folder", "1 größe.yaml", "2 itself", "overflow");
  }

  @Test
  void anEventThatIsCutOffIsNone() {
    event(1, CLOSE_WRITE, "a.yaml");
    event(1, CLOSE_WRITE, "b.yaml");

    assertThat(told(read.flip().limit(read.limit() - 1))).containsExactly("1 a.yaml");
  }

  @Test
  void aFolderThatIsNotThereIsRefused(@TempDir java.nio.file.Path folder) {
    assertThat(FileChanges.open())
        .isInstanceOfSatisfying(
            Answer.Got.class,
            got -> {
              FileChanges changes = (FileChanges) got.value();
              assertThat(changes.watchFolder(folder + "/none"))
                  .isEqualTo(new Answer.Refused<>(Errno.ENOENT));
              assertThat(changes.watchFolder(folder.toString()))
                  .isEqualTo(changes.watchFolder(folder + "/."));
              changes.close();
            });
  }
}
