#include "sverka.h"

SVERKA int64_t sverka_kernel_version(void)
{
    return SVERKA_KERNEL_VERSION;
}
