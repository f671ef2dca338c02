// libedit's readline, and what Swift cannot do with it.
#pragma once
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>
#include <editline/readline.h>

// Swift cannot set a global variable of C's.

// What Ctrl-C puts into a line to say that it is dropped, and what a terminal calls it.
#define VQ_EDIT_INTERRUPT "\003"

// The line ends as with Enter, so that the next one begins below its last row.
static inline int vq_edit_interrupt(int count, int key) {
  fputs("^C", stdout);
  fflush(stdout);
  rl_insert_text(VQ_EDIT_INTERRUPT);
  return rl_newline(count, key);
}

static inline void vq_edit_start(int history) {
  // What is typed is read as the user's language writes it; nothing else of it changes.
  setlocale(LC_CTYPE, "");
  // Tab is for names of files, which nobody types here.
  rl_inhibit_completion = 1;
  using_history();
  stifle_history(history);
  rl_add_defun("vq-interrupt", vq_edit_interrupt, VQ_EDIT_INTERRUPT[0]);
}

// Reads a line. Ctrl-C is a key meanwhile, not a signal that would end the program, and Ctrl-\\ is none. libedit takes
// these characters over from the terminal; its own `setty` has no effect on them.
static inline char *vq_edit_line(const char *prompt) {
  struct termios old, other;
  const int is_terminal = tcgetattr(0, &old) == 0;
  if (is_terminal) {
    other = old;
    other.c_cc[VINTR] = other.c_cc[VQUIT] = _POSIX_VDISABLE;
    tcsetattr(0, TCSADRAIN, &other);
  }
  char *line = readline(prompt);
  if (is_terminal) tcsetattr(0, TCSADRAIN, &old);
  return line;
}

static inline void vq_edit_free(char *line) { free(line); }
