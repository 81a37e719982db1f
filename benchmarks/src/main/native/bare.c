/* The floor: the reads and writes of one pass over 256 settings, and nothing else.
 * usage: bare DEVICE QUEUES     then lines on standard input: MASK FLOW_COUNT; answers each with the nanoseconds it took */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void set(const char *path, const char *value) {
  char before[4096], after[4096];
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 || read(fd, before, sizeof before) < 0) fail(path);
  close(fd);
  fd = open(path, O_RDWR | O_CLOEXEC);
  if (fd < 0 || write(fd, value, strlen(value)) < 0 || pread(fd, after, sizeof after, 0) < 0) fail(path);
  close(fd);
}

int main(int argc, char **argv) {
  char mask[64], count[64], path[256];
  struct timespec start, end;
  if (argc != 3) return 2;
  int queues = atoi(argv[2]);
  while (scanf("%63s %63s", mask, count) == 2) {
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int queue = 0; queue < queues; queue++) {
      snprintf(path, sizeof path, "/sys/class/net/%s/queues/rx-%d/rps_flow_cnt", argv[1], queue);
      set(path, count);
    }
    for (int queue = 0; queue < queues; queue++) {
      snprintf(path, sizeof path, "/sys/class/net/%s/queues/rx-%d/rps_cpus", argv[1], queue);
      set(path, mask);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%lld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec);
    fflush(stdout);
  }
  return 0;
}
