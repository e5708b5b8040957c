/* The kernels in C, under the contract of contract.py; vectorised.py says the same in numpy.
 *
 * Every function takes its arrays as buffers and is called with the arguments of the contract, in their order. Loops
 * that touch every document of a segment are written so that any compiler makes vector instructions of them. */
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef int64_t i64;
typedef size_t at;

enum { MOST_ARGUMENTS = 8, STRIDE = 64, END_OF_LINE = 0x0A, TEXTS_WORTH_A_THREAD = 256 };

/* ---- arguments: r = array to read, w = array to write, d = number ---- */

typedef struct {
    Py_buffer view[MOST_ARGUMENTS];
    double number[MOST_ARGUMENTS];
    int held;
    int which[MOST_ARGUMENTS];
} Arguments;

static void release(Arguments *a) {
    while (a->held) PyBuffer_Release(&a->view[a->which[--a->held]]);
}

static int take(Arguments *a, PyObject *const *args, Py_ssize_t given, const char *kinds) {
    a->held = 0;
    if (given != (Py_ssize_t)strlen(kinds)) {
        PyErr_SetString(PyExc_TypeError, "wrong number of arguments");
        return 0;
    }
    for (int i = 0; kinds[i]; i++) {
        if (kinds[i] == 'd') {
            a->number[i] = PyFloat_AsDouble(args[i]);
            if (a->number[i] == -1.0 && PyErr_Occurred()) goto failed;
        } else {
            int flags = kinds[i] == 'w' ? PyBUF_ND | PyBUF_WRITABLE : PyBUF_ND;
            if (PyObject_GetBuffer(args[i], &a->view[i], flags) < 0) goto failed;
            a->which[a->held++] = i;
        }
    }
    return 1;
failed:
    release(a);
    return 0;
}

#define ARRAY(i) (a.view[i].buf)
#define LENGTH(i) ((at)(a.view[i].itemsize ? a.view[i].len / a.view[i].itemsize : 0))
#define WIDTH(i) (a.view[i].itemsize)
#define KERNEL(name) static PyObject *name(PyObject *module, PyObject *const *args, Py_ssize_t given)
#define TAKE(kinds) Arguments a; (void)module; if (!take(&a, args, given, kinds)) return NULL
#define GIVE_COUNT(n) do { release(&a); return PyLong_FromSize_t(n); } while (0)
#define GIVE_NONE do { release(&a); Py_INCREF(Py_None); return Py_None; } while (0)

/* ---- lists ---- */

/* The first place from `lo` on where an ascending list is not below x: steps that double, then halves. */
static inline at gallop(const u16 *list, at n, at lo, u16 x) {
    at step = 1, hi = lo;
    while (hi < n && list[hi] < x) { lo = hi + 1; hi += step; step <<= 1; }
    if (hi > n) hi = n;
    while (lo < hi) { at mid = (lo + hi) >> 1; if (list[mid] < x) lo = mid + 1; else hi = mid; }
    return lo;
}

KERNEL(meet) {
    TAKE("wwrrd");
    u16 *docs = ARRAY(0); float *scores = ARRAY(1);
    const u16 *others = ARRAY(2); const float *gains = ARRAY(3);
    at n = LENGTH(0), m = LENGTH(2), left = 0; float factor = (float)a.number[4];
    if (n <= m) {
        for (at i = 0, j = 0; i < n; i++) {
            j = gallop(others, m, j, docs[i]);
            if (j == m) break;
            if (others[j] == docs[i]) { docs[left] = docs[i]; scores[left++] = scores[i] + factor * gains[j]; }
        }
    } else {
        for (at i = 0, j = 0; j < m; j++) {
            i = gallop(docs, n, i, others[j]);
            if (i == n) break;
            if (docs[i] == others[j]) { float s = scores[i] + factor * gains[j]; docs[left] = others[j]; scores[left++] = s; i++; }
        }
    }
    GIVE_COUNT(left);
}

KERNEL(common) {
    TAKE("wr");
    u16 *docs = ARRAY(0); const u16 *others = ARRAY(1);
    at n = LENGTH(0), m = LENGTH(1), left = 0;
    if (n <= m) {
        for (at i = 0, j = 0; i < n; i++) {
            j = gallop(others, m, j, docs[i]);
            if (j == m) break;
            if (others[j] == docs[i]) docs[left++] = docs[i];
        }
    } else {
        for (at i = 0, j = 0; j < m; j++) {
            i = gallop(docs, n, i, others[j]);
            if (i == n) break;
            if (docs[i] == others[j]) { docs[left++] = others[j]; i++; }
        }
    }
    GIVE_COUNT(left);
}

KERNEL(meet_spread) {
    TAKE("wwrrd");
    u16 *docs = ARRAY(0); float *scores = ARRAY(1);
    const u8 *mask = ARRAY(2); const float *gains = ARRAY(3);
    at n = LENGTH(0), left = 0; float factor = (float)a.number[4];
    for (at i = 0; i < n; i++) {
        u16 doc = docs[i]; float score = scores[i] + factor * gains[doc];
        docs[left] = doc; scores[left] = score; left += mask[doc];
    }
    GIVE_COUNT(left);
}

KERNEL(sift) {
    TAKE("rrrww");
    const u16 *docs = ARRAY(0); const float *scores = ARRAY(1); const u8 *mask = ARRAY(2);
    u16 *into = ARRAY(3); float *into_scores = ARRAY(4);
    at n = LENGTH(0), left = 0;
    for (at i = 0; i < n; i++) {
        u16 doc = docs[i]; float score = scores[i];
        into[left] = doc; into_scores[left] = score; left += mask[doc];
    }
    GIVE_COUNT(left);
}

KERNEL(join) {
    TAKE("rrrrdww");
    const u16 *docs = ARRAY(0), *others = ARRAY(2); const float *scores = ARRAY(1), *gains = ARRAY(3);
    u16 *into = ARRAY(5); float *into_scores = ARRAY(6), factor = (float)a.number[4];
    at n = LENGTH(0), m = LENGTH(2), i = 0, j = 0, left = 0;
    while (i < n && j < m) {
        u16 one = docs[i], other = others[j];
        int first = one <= other, second = other <= one;
        into[left] = first ? one : other;
        into_scores[left++] = (first ? scores[i] : 0.f) + (second ? factor * gains[j] : 0.f);
        i += (at)first; j += (at)second;
    }
    for (; i < n; i++) { into[left] = docs[i]; into_scores[left++] = scores[i]; }
    for (; j < m; j++) { into[left] = others[j]; into_scores[left++] = factor * gains[j]; }
    GIVE_COUNT(left);
}

/* ---- spreads ---- */

KERNEL(pour) {
    TAKE("wwrrd");
    u8 *mask = ARRAY(0); float *scores = ARRAY(1);
    const u16 *docs = ARRAY(2); const float *gains = ARRAY(3);
    at n = LENGTH(2); float factor = (float)a.number[4];
    for (at i = 0; i < n; i++) { mask[docs[i]] = 1; scores[docs[i]] += factor * gains[i]; }
    GIVE_NONE;
}

KERNEL(blend) {
    TAKE("wwrrd");
    u8 *restrict mask = ARRAY(0); float *restrict scores = ARRAY(1);
    const u8 *restrict others = ARRAY(2); const float *restrict gains = ARRAY(3);
    at n = LENGTH(0); float factor = (float)a.number[4];
    for (at i = 0; i < n; i++) mask[i] |= others[i];
    for (at i = 0; i < n; i++) scores[i] += factor * gains[i];
    GIVE_NONE;
}

KERNEL(draw) {
    TAKE("rrdww");
    const u8 *mask = ARRAY(0); const float *scores = ARRAY(1);
    u16 *into = ARRAY(3); float *into_scores = ARRAY(4), factor = (float)a.number[2];
    at n = LENGTH(0), left = 0, i = 0;
    for (; i + 8 <= n; i += 8) {
        uint64_t eight;
        memcpy(&eight, mask + i, 8);
        if (!eight) continue;
        for (at d = i; d < i + 8; d++) if (mask[d]) { into[left] = (u16)d; into_scores[left++] = factor * scores[d]; }
    }
    for (; i < n; i++) if (mask[i]) { into[left] = (u16)i; into_scores[left++] = factor * scores[i]; }
    GIVE_COUNT(left);
}

/* ---- the best: a heap whose root is the worst of those kept ---- */

typedef struct { float score; int32_t rank; u16 doc; } Kept;

static inline int worse(const Kept *one, const Kept *other) {
    return one->score < other->score || (one->score == other->score && one->rank > other->rank);
}

static void settle(Kept *heap, at size, at i) {
    Kept kept = heap[i];
    for (at child; (child = 2 * i + 1) < size; i = child) {
        if (child + 1 < size && worse(&heap[child + 1], &heap[child])) child++;
        if (!worse(&heap[child], &kept)) break;
        heap[i] = heap[child];
    }
    heap[i] = kept;
}

static inline at offer(Kept *heap, at size, at most, float score, int32_t rank, u16 doc) {
    Kept kept = {score, rank, doc};
    if (size < most) {
        at i = size;
        for (at parent; i && worse(&kept, &heap[parent = (i - 1) / 2]); i = parent) heap[i] = heap[parent];
        heap[i] = kept;
        return size + 1;
    }
    if (worse(&heap[0], &kept)) { heap[0] = kept; settle(heap, size, 0); }
    return size;
}

static void unload(Kept *heap, at size, u16 *into, float *into_scores) {
    for (at left = size; left; left--) {
        into[left - 1] = heap[0].doc; into_scores[left - 1] = heap[0].score;
        heap[0] = heap[left - 1];
        settle(heap, left - 1, 0);
    }
}

KERNEL(best) {
    TAKE("rrrdww");
    const u16 *docs = ARRAY(0); const float *scores = ARRAY(1); const int32_t *ranks = ARRAY(2);
    at n = LENGTH(0), most = (at)a.number[3], size = 0;
    if (most > n) most = n;
    Kept *heap = malloc((most + 1) * sizeof(Kept));
    if (!heap) { release(&a); return PyErr_NoMemory(); }
    for (at i = 0; i < n && most; i++)
        if (size < most || scores[i] >= heap[0].score) size = offer(heap, size, most, scores[i], ranks[docs[i]], docs[i]);
    unload(heap, size, ARRAY(4), ARRAY(5));
    free(heap);
    GIVE_COUNT(size);
}

static inline int any_reaches(const u8 *mask, const float *scores, float bar) {
    int any = 0;
    for (int i = 0; i < STRIDE; i++) any |= (scores[i] >= bar) & mask[i];
    return any;
}

KERNEL(best_spread) {
    TAKE("rrrdww");
    const u8 *mask = ARRAY(0); const float *scores = ARRAY(1); const int32_t *ranks = ARRAY(2);
    at n = LENGTH(0), most = (at)a.number[3], size = 0;
    if (most > n) most = n;
    Kept *heap = malloc((most + 1) * sizeof(Kept));
    if (!heap) { release(&a); return PyErr_NoMemory(); }
    for (at first = 0; first < n && most; first += STRIDE) {
        at last = first + STRIDE < n ? first + STRIDE : n;
        if (size == most && last - first == STRIDE && !any_reaches(mask + first, scores + first, heap[0].score)) continue;
        for (at d = first; d < last; d++)
            if (mask[d] && (size < most || scores[d] >= heap[0].score))
                size = offer(heap, size, most, scores[d], ranks[d], (u16)d);
    }
    unload(heap, size, ARRAY(4), ARRAY(5));
    free(heap);
    GIVE_COUNT(size);
}

/* ---- counting ---- */

KERNEL(tally) {
    TAKE("rrw");
    const u16 *docs = ARRAY(0); u32 *counts = ARRAY(2);
    at n = LENGTH(0);
    if (WIDTH(1) == 2) { const u16 *codes = ARRAY(1); for (at i = 0; i < n; i++) counts[codes[docs[i]]]++; }
    else { const u32 *codes = ARRAY(1); for (at i = 0; i < n; i++) counts[codes[docs[i]]]++; }
    GIVE_NONE;
}

KERNEL(tally_spread) {
    TAKE("rrw");
    const u8 *mask = ARRAY(0); u32 *counts = ARRAY(2);
    at n = LENGTH(0);
    if (WIDTH(1) == 2) { const u16 *codes = ARRAY(1); for (at d = 0; d < n; d++) counts[codes[d]] += mask[d]; }
    else { const u32 *codes = ARRAY(1); for (at d = 0; d < n; d++) counts[codes[d]] += mask[d]; }
    GIVE_NONE;
}

KERNEL(tally_several) {
    TAKE("rrrw");
    const u16 *docs = ARRAY(0); const u32 *starts = ARRAY(1); u32 *counts = ARRAY(3);
    at n = LENGTH(0); int narrow = WIDTH(2) == 2;
    const u16 *short_codes = ARRAY(2); const u32 *codes = ARRAY(2);
    for (at i = 0; i < n; i++)
        for (u32 j = starts[docs[i]]; j < starts[docs[i] + 1]; j++) counts[narrow ? short_codes[j] : codes[j]]++;
    GIVE_NONE;
}

/* ---- phrases ---- */

typedef struct {
    Py_buffer docs, freqs, blocks, positions;
    at posting, before; /* the posting looked at last, and how many positions stand before it */
} Word;

static inline u32 number_at(const Py_buffer *view, at i) {
    if (view->itemsize == 1) return ((const u8 *)view->buf)[i];
    if (view->itemsize == 2) return ((const u16 *)view->buf)[i];
    return ((const u32 *)view->buf)[i];
}

/* Go on to a document that the word has; give how often it stands there. */
static u32 go_to(Word *word, u16 doc) {
    at posting = gallop(word->docs.buf, (at)(word->docs.len / 2), word->posting, doc);
    at from = posting / STRIDE * STRIDE, before = ((const u32 *)word->blocks.buf)[posting / STRIDE];
    if (word->posting >= from) { from = word->posting; before = word->before; }
    while (from < posting) before += number_at(&word->freqs, from++);
    word->posting = posting; word->before = before;
    return number_at(&word->freqs, posting);
}

static int stands_at(const Word *word, u32 several, i64 wanted) {
    at lo = word->before, hi = lo + several;
    while (lo < hi) {
        at mid = (lo + hi) >> 1;
        if (number_at(&word->positions, mid) < wanted) lo = mid + 1; else hi = mid;
    }
    return lo < word->before + several && number_at(&word->positions, lo) == wanted;
}

static int in_a_row(Word *words, u32 *several, Py_ssize_t n, u16 doc) {
    Py_ssize_t rarest = 0;
    for (Py_ssize_t w = 0; w < n; w++) {
        several[w] = go_to(&words[w], doc);
        if (several[w] < several[rarest]) rarest = w;
    }
    for (u32 i = 0; i < several[rarest]; i++) {
        i64 first = (i64)number_at(&words[rarest].positions, words[rarest].before + i) - rarest;
        Py_ssize_t w = 0;
        while (w < n && (w == rarest || stands_at(&words[w], several[w], first + w))) w++;
        if (w == n) return 1;
    }
    return 0;
}

static void close_words(Word *words, Py_ssize_t opened) {
    for (Py_ssize_t w = 0; w < opened; w++) {
        PyBuffer_Release(&words[w].docs);
        PyBuffer_Release(&words[w].freqs);
        PyBuffer_Release(&words[w].blocks);
        PyBuffer_Release(&words[w].positions);
    }
}

static int open_word(PyObject *given, Word *word) {
    Py_buffer *views[] = {&word->docs, &word->freqs, &word->blocks, &word->positions};
    for (int i = 0; i < 4; i++) {
        PyObject *array = PyTuple_GetItem(given, i);
        if (!array || PyObject_GetBuffer(array, views[i], PyBUF_ND) < 0) {
            while (i) PyBuffer_Release(views[--i]);
            return 0;
        }
    }
    word->posting = word->before = 0;
    return 1;
}

static Py_ssize_t open_words(PyObject *list, Word *words, Py_ssize_t n) {
    Py_ssize_t opened = 0;
    while (opened < n) {
        PyObject *given = PySequence_GetItem(list, opened);
        int done = given && open_word(given, &words[opened]);
        Py_XDECREF(given);
        if (!done) break;
        opened++;
    }
    return opened;
}

KERNEL(adjacent) {
    Arguments a;
    (void)module;
    if (!take(&a, args, given - 1, "ww")) return NULL;
    u16 *docs = ARRAY(0); float *scores = ARRAY(1);
    Py_ssize_t n = PySequence_Size(args[2]);
    Word *words = n > 0 ? calloc((at)n, sizeof(Word)) : NULL;
    u32 *several = n > 0 ? calloc((at)n, sizeof(u32)) : NULL;
    Py_ssize_t opened = words && several ? open_words(args[2], words, n) : 0;
    at left = 0;
    if (n > 0 && opened == n)
        for (at i = 0; i < LENGTH(0); i++)
            if (in_a_row(words, several, n, docs[i])) { docs[left] = docs[i]; scores[left++] = scores[i]; }
    close_words(words, opened);
    free(words); free(several);
    if (n < 0 || opened != n) {
        release(&a);
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    }
    GIVE_COUNT(left);
}

/* ---- texts ---- */

static inline int any_may_begin(const u16 *text, u16 head, const u16 *ends, u16 tail) {
    u16 any = 0;
    for (int i = 0; i < STRIDE; i++) {
        u16 begins = text[i] == head ? 0xFFFF : 0, closes = ends[i] == tail ? 0xFFFF : 0;
        any |= begins & closes;
    }
    return any;
}

/* How often a needle stands in a text; places do not overlap. Strides without its first and last unit are passed over. */
static at places(const u16 *text, at n, const u16 *needle, at m) {
    at found = 0, i = 0;
    if (!m || n < m) return 0;
    at behind = n - m + 1;
    while (i < behind) {
        at last = i + STRIDE;
        if (last <= behind) {
            if (!any_may_begin(text + i, needle[0], text + i + m - 1, needle[m - 1])) { i = last; continue; }
        } else last = behind;
        while (i < last) {
            if (text[i] == needle[0] && !memcmp(text + i, needle, m * sizeof(u16))) { found++; i += m; } else i++;
        }
    }
    return found;
}

KERNEL(occurrences) {
    TAKE("rrrrddw");
    const u16 *text = ARRAY(0); const i64 *starts = ARRAY(1);
    const u16 *docs = ARRAY(2), *needle = ARRAY(3);
    float title_weight = (float)a.number[4], body_weight = (float)a.number[5], *into = ARRAY(6);
    at n = LENGTH(2), m = LENGTH(3);
    PyThreadState *others = n < TEXTS_WORTH_A_THREAD ? NULL : PyEval_SaveThread();
    for (at i = 0; i < n; i++) {
        const u16 *line = text + starts[docs[i]], *end = text + starts[docs[i] + 1], *body = line;
        while (body < end && *body != END_OF_LINE) body++;
        into[i] = title_weight * (float)places(line, (at)(body - line), needle, m);
        if (body_weight != 0.f && body < end) into[i] += body_weight * (float)places(body + 1, (at)(end - body - 1), needle, m);
    }
    if (others) PyEval_RestoreThread(others);
    GIVE_NONE;
}

#define ENTRY(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}

static PyMethodDef methods[] = {
    ENTRY(meet), ENTRY(common), ENTRY(meet_spread), ENTRY(sift), ENTRY(join), ENTRY(pour), ENTRY(blend), ENTRY(draw),
    ENTRY(best), ENTRY(best_spread), ENTRY(tally), ENTRY(tally_spread), ENTRY(tally_several), ENTRY(adjacent),
    ENTRY(occurrences), {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "compiled", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_compiled(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddStringConstant(module, "NAME", "C") < 0) { Py_DECREF(module); return NULL; }
    return module;
}
