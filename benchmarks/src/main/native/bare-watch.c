/* The floor of noticing: a loop on fanotify that writes a fixed value back into every file of a device that another process wrote,
 * and nothing else.
 * usage: bare-watch PART     then lines on standard input: SUFFIX VALUE, for files whose path holds PART and ends so; ends with its
 * standard input's end. Prints "ready" when it listens. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  static char suffix[16][64], back[16][256], path[4096], link[64], text[4096];
  static char events[65536] __attribute__((aligned(8)));
  int known = 0;
  if (argc != 2) return 2;
  while (known < 16 && scanf("%63s %255s", suffix[known], back[known]) == 2 && strcmp(suffix[known], ".")) known++;
  int watch = fanotify_init(FAN_CLASS_NOTIF | FAN_CLOEXEC, O_RDONLY | O_CLOEXEC);
  if (watch < 0) fail("fanotify_init");
  if (fanotify_mark(watch, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_MODIFY, AT_FDCWD, "/sys") < 0) fail("/sys");
  if (fanotify_mark(watch, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_MODIFY, AT_FDCWD, "/proc") < 0) fail("/proc");
  printf("ready\n");
  fflush(stdout);
  struct pollfd sources[] = {{.fd = watch, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
  while (poll(sources, 2, -1) > 0 && !sources[1].revents) {
    long length = read(watch, events, sizeof events);
    struct fanotify_event_metadata *event = (void *)events;
    for (; length > 0 && FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length)) {
      snprintf(link, sizeof link, "/proc/self/fd/%d", event->fd);
      long size = readlink(link, path, sizeof path - 1);
      close(event->fd);
      if (event->pid == getpid() || size < 0) continue;
      path[size] = 0;
      for (int i = 0; i < known && strstr(path, argv[1]); i++) {
        long start = size - (long)strlen(suffix[i]);
        if (start < 0 || strcmp(path + start, suffix[i])) continue;
        int fd = open(path, O_RDWR | O_CLOEXEC);
        if (fd < 0 || read(fd, text, sizeof text) < 0 || pwrite(fd, back[i], strlen(back[i]), 0) < 0) fail(path);
        close(fd);
      }
    }
  }
  return 0;
}
