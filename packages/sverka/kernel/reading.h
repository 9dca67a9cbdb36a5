/* Reading a file where it is asked for: what is read so is not counted to the process, as mapped pages are. */
#ifndef SVERKA_READING_H
#define SVERKA_READING_H

#include <stdbool.h>
#include <stdint.h>

#ifdef _WIN32
static inline void ask_for_file(const uint8_t *place, int64_t size)
{
    (void)place, (void)size;
}

static inline bool read_at(int64_t file, void *into, int64_t size, int64_t at)
{
    (void)file, (void)into, (void)size, (void)at;
    return false;
}
#else
#include <sys/mman.h>
#include <unistd.h>

/* Asks the system to read what is mapped, without waiting. */
static inline void ask_for_file(const uint8_t *place, int64_t size)
{
    posix_madvise((void *)(uintptr_t)place, (size_t)size, POSIX_MADV_WILLNEED);
}

/* Answers false where there is no file, or not so much of it. */
static inline bool read_at(int64_t file, void *into, int64_t size, int64_t at)
{
    return file >= 0 && pread((int)file, into, (size_t)size, (off_t)at) == (ssize_t)size;
}
#endif

#endif
