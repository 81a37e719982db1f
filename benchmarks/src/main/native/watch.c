/* The floor of noticing: a loop that reads fanotify events of procfs and sysfs and writes one file back, and nothing else.
 * usage: watch PATH WANTED OTHER TIMES     PATH without symbolic links; another process writes OTHER so often, 10 ms after it was put right
 * prints, in microseconds from the return of its write(2): noticed median, noticed p99, corrected median, corrected p99 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void set(const char *path, const char *value) {
  char after[4096];
  int fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0 || write(fd, value, strlen(value)) < 0 || pread(fd, after, sizeof after, 0) < 0) fail(path);
  close(fd);
}

/* The other process; the last of its times counts what was put right. */
static void disturb(const char *path, const char *value, int times, volatile long long *written) {
  struct timespec apart = {0, 10 * 1000 * 1000};
  for (int n = 0; n < times; n++) {
    do nanosleep(&apart, NULL);
    while (written[times] < n);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, value, strlen(value)) < 0) fail(path);
    written[n] = now();
    close(fd);
  }
  exit(0);
}

static int ascending(const void *a, const void *b) {
  long long x = *(const long long *)a, y = *(const long long *)b;
  return (x > y) - (x < y);
}

static void print(long long *times, int count) {
  qsort(times, count, sizeof *times, ascending);
  printf("%.1f %.1f ", times[count / 2] / 1000.0, times[count * 99 / 100] / 1000.0);
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  const char *path = argv[1], *wanted = argv[2], *other = argv[3];
  int times = atoi(argv[4]), seen = 0;
  size_t bytes = (times + 1) * sizeof(long long);
  volatile long long *written = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  long long *noticed = malloc(bytes), *corrected = malloc(bytes);
  int fan = fanotify_init(FAN_CLOEXEC | FAN_CLASS_NOTIF, O_WRONLY | O_CLOEXEC);
  if (times < 1 || written == MAP_FAILED || !noticed || !corrected || fan < 0) fail("fanotify_init");
  if (fanotify_mark(fan, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_MODIFY, AT_FDCWD, "/proc")) fail("/proc");
  if (fanotify_mark(fan, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_MODIFY, AT_FDCWD, "/sys")) fail("/sys");
  set(path, wanted);
  pid_t writer = fork();
  if (writer == 0) disturb(path, other, times, written);
  while (seen < times) {
    char link[64], name[4096];
    struct fanotify_event_metadata event;
    if (read(fan, &event, sizeof event) < (ssize_t)sizeof event || event.fd < 0) continue;
    snprintf(link, sizeof link, "/proc/self/fd/%d", event.fd);
    ssize_t length = readlink(link, name, sizeof name - 1);
    name[length < 0 ? 0 : length] = 0;
    close(event.fd);
    if (event.pid != writer || strcmp(name, path) != 0) continue;
    noticed[seen] = now();
    set(path, wanted);
    corrected[seen++] = now();
    written[times] = seen;
  }
  waitpid(writer, NULL, 0);
  for (int n = 0; n < times; n++) {
    noticed[n] -= written[n];
    corrected[n] -= written[n];
  }
  print(noticed, times);
  print(corrected, times);
  putchar('\n');
  return 0;
}
