#include <stdio.h>

int main(void)
{
    return puts("mandaris " MANDARIS_VERSION) < 0;
}
