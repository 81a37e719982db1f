/* Another process that changes settings: writes each value once, and waits until somebody put back what was there before.
 * usage: drifter GAP_MICROSECONDS     then lines on standard input: PATH VALUE
 * prints for each: PATH WRITTEN BACK, in nanoseconds of the monotonic clock; BACK is 0 where it was not put back in 5 s */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const long long PATIENCE = 5000000000LL;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Reads a value; opened anew, as attributes of sysfs are read once for each open file. */
static void value(const char *path, char *text, int size) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  long length = fd < 0 ? -1 : read(fd, text, size - 1);
  if (length < 0) fail(path);
  text[length] = 0;
  close(fd);
}

int main(int argc, char **argv) {
  static char path[4096], changed[4096], before[4096], text[4096];
  if (argc != 2) return 2;
  while (scanf("%4095s %4095s", path, changed) == 2) {
    value(path, before, sizeof before);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, changed, strlen(changed)) < 0) fail(path);
    long long written = now(), back = 0;
    close(fd);
    while (!back && now() - written < PATIENCE) {
      value(path, text, sizeof text);
      if (!strcmp(text, before)) back = now();
    }
    printf("%s %lld %lld\n", path, written, back);
    fflush(stdout);
    usleep(atoi(argv[1]));
  }
  return 0;
}
