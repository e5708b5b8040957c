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

enum { MOST_ARGUMENTS = 8, STRIDE = 64, WINDOW = 4096, MOST_DOCUMENTS = 65536, END_OF_LINE = 0x0A, TEXTS_WORTH_A_THREAD = 256 };
/* Where a list is so many times as long, it is leapt through; where lists are so sparse and few, they are merged. */
enum { GALLOPS = 8, SPARSE = 16, MOST_MERGED = 4 };
#define OUT_OF_MEMORY ((at)-1)
#define NO_ROOM "there is not room enough"

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

/* ---- parts: documents or a mask, a score beside each or none, and what scores are multiplied by ---- */

typedef struct {
    Py_buffer docs, scores; /* where scores.obj is NULL every document has the same score */
    float factor;
    at n, next; /* how many documents or bytes there are, and the first that was not looked at yet */
    int is_list;
} Part;

typedef struct {
    Part *parts;
    Py_ssize_t n, lists;
    int every;
    Py_buffer passing;
    at width; /* beyond the last document that may match */
} Joined;

static inline const u16 *docs_in(const Part *part) { return part->docs.buf; }
static inline const u8 *mask_in(const Part *part) { return part->docs.buf; }
static inline const float *scores_in(const Part *part) { return part->scores.obj ? part->scores.buf : NULL; }
static inline float score_at(const Part *part, at i) {
    return part->scores.obj ? part->factor * ((const float *)part->scores.buf)[i] : part->factor;
}

static int view_of(PyObject *given, Py_buffer *view) {
    view->obj = NULL;
    return given && (given == Py_None || PyObject_GetBuffer(given, view, PyBUF_ND) == 0);
}

static void close_joined(Joined *joined) {
    for (Py_ssize_t p = 0; p < joined->n; p++) {
        PyBuffer_Release(&joined->parts[p].docs);
        PyBuffer_Release(&joined->parts[p].scores);
    }
    PyBuffer_Release(&joined->passing);
    free(joined->parts);
}

static int open_part(PyObject *given, Part *part) {
    part->docs.obj = part->scores.obj = NULL;
    if (!given || !view_of(PyTuple_GetItem(given, 0), &part->docs) || !view_of(PyTuple_GetItem(given, 1), &part->scores)) return 0;
    PyObject *factor = PyTuple_GetItem(given, 2);
    part->factor = factor ? (float)PyFloat_AsDouble(factor) : 0.f;
    part->is_list = part->docs.itemsize == sizeof(u16);
    part->n = (at)(part->docs.len / part->docs.itemsize);
    part->next = 0;
    return !PyErr_Occurred();
}

/* Open what the contract calls joined; lists come first, the shortest before all. */
static int open_joined(PyObject *given, Joined *joined) {
    memset(joined, 0, sizeof *joined);
    PyObject *parts = PyTuple_GetItem(given, 0), *every = PyTuple_GetItem(given, 1);
    Py_ssize_t n = parts ? PyTuple_Size(parts) : -1;
    joined->every = every ? PyObject_IsTrue(every) : -1;
    if (n < 0 || joined->every < 0 || !view_of(PyTuple_GetItem(given, 2), &joined->passing)) return 0;
    joined->parts = calloc((at)n + 1, sizeof(Part));
    if (!joined->parts) { PyErr_NoMemory(); goto failed; }
    while (joined->n < n) {
        Part part;
        int done = open_part(PyTuple_GetItem(parts, joined->n), &part);
        Py_ssize_t p = joined->n++;
        at last = !part.is_list ? part.n : part.n ? docs_in(&part)[part.n - 1] + (at)1 : 0;
        if (last > joined->width) joined->width = last;
        joined->lists += part.is_list;
        for (; part.is_list && p && (!joined->parts[p - 1].is_list || joined->parts[p - 1].n > part.n); p--)
            joined->parts[p] = joined->parts[p - 1];
        joined->parts[p] = part;
        if (!done) goto failed;
    }
    return 1;
failed:
    close_joined(joined);
    return 0;
}

/* ---- what all parts have: the shortest list, narrowed by the others ---- */

static at begin(const Joined *joined, u16 *into, float *into_scores) {
    const Part *part = joined->parts;
    const u8 *passing = joined->passing.obj ? joined->passing.buf : NULL;
    at left = 0;
    for (at i = 0; i < part->n; i++) {
        u16 doc = docs_in(part)[i];
        into[left] = doc; into_scores[left] = score_at(part, i);
        left += passing ? passing[doc] : 1;
    }
    return left;
}

static at meet_list(u16 *docs, float *scores, at n, const Part *part) {
    const u16 *others = docs_in(part);
    at m = part->n, left = 0;
    if (n * GALLOPS < m) {
        for (at i = 0, j = 0; i < n; i++) {
            u16 doc = docs[i];
            j = gallop(others, m, j, doc);
            if (j == m) break;
            if (others[j] == doc) { scores[left] = scores[i] + score_at(part, j); docs[left++] = doc; }
        }
    } else {
        for (at i = 0, j = 0; i < n && j < m;) {
            u16 one = docs[i], other = others[j];
            if (one == other) { scores[left] = scores[i] + score_at(part, j); docs[left++] = one; }
            i += one <= other; j += other <= one;
        }
    }
    return left;
}

static at meet_mask(u16 *docs, float *scores, at n, const Part *part) {
    const u8 *mask = mask_in(part); const float *gains = scores_in(part);
    at left = 0;
    for (at i = 0; i < n; i++) {
        u16 doc = docs[i]; float score = scores[i] + part->factor * (gains ? gains[doc] : 1.f);
        docs[left] = doc; scores[left] = score; left += mask[doc];
    }
    return left;
}

static at meet_all(const Joined *joined, u16 *into, float *into_scores) {
    at left = begin(joined, into, into_scores);
    for (Py_ssize_t p = 1; p < joined->n && left; p++) {
        const Part *part = &joined->parts[p];
        left = part->is_list ? meet_list(into, into_scores, left, part) : meet_mask(into, into_scores, left, part);
    }
    return left;
}

/* ---- what any of a few short lists has ---- */

static at merge(Joined *joined, u16 *into, float *into_scores) {
    const u8 *passing = joined->passing.obj ? joined->passing.buf : NULL;
    at left = 0;
    for (;;) {
        u32 doc = MOST_DOCUMENTS;
        for (Py_ssize_t p = 0; p < joined->n; p++) {
            const Part *part = &joined->parts[p];
            if (part->next < part->n && docs_in(part)[part->next] < doc) doc = docs_in(part)[part->next];
        }
        if (doc == MOST_DOCUMENTS) return left;
        float score = 0.f;
        for (Py_ssize_t p = 0; p < joined->n; p++) {
            Part *part = &joined->parts[p];
            if (part->next < part->n && docs_in(part)[part->next] == doc) score += score_at(part, part->next++);
        }
        into[left] = (u16)doc; into_scores[left] = score;
        left += passing ? passing[doc] : 1;
    }
}

/* ---- the rest: windows of documents, a byte and a score for each, that stay in the processor's nearest memory ---- */

static inline void add_mask(const Part *part, at first, at width, float *restrict scores) {
    const u8 *restrict mask = mask_in(part) + first; const float *restrict gains = scores_in(part);
    float factor = part->factor;
    if (gains) for (at d = 0; d < width; d++) scores[d] += factor * gains[first + d];
    else for (at d = 0; d < width; d++) scores[d] += factor * (float)mask[d];
}

static at fill(Joined *joined, at first, at width, u8 *restrict mask, float *restrict scores) {
    memset(mask, joined->every && joined->n ? 1 : 0, width);
    memset(scores, 0, width * sizeof(float));
    for (Py_ssize_t p = 0; p < joined->n; p++) {
        Part *part = &joined->parts[p];
        if (part->is_list) {
            const u16 *docs = docs_in(part);
            for (; part->next < part->n && docs[part->next] < first + width; part->next++) {
                mask[docs[part->next] - first] = 1;
                scores[docs[part->next] - first] += score_at(part, part->next);
            }
        } else {
            const u8 *restrict others = mask_in(part) + first;
            if (joined->every) for (at d = 0; d < width; d++) mask[d] &= others[d];
            else for (at d = 0; d < width; d++) mask[d] |= others[d];
            add_mask(part, first, width, scores);
        }
    }
    if (joined->passing.obj) {
        const u8 *restrict passing = (const u8 *)joined->passing.buf + first;
        for (at d = 0; d < width; d++) mask[d] &= passing[d];
    }
    at count = 0;
    for (at d = 0; d < width; d++) count += mask[d];
    return count;
}

static int is_met(const Joined *joined) { return joined->every && joined->lists; }

static at postings(const Joined *joined) {
    at several = 0;
    for (Py_ssize_t p = 0; p < joined->n; p++) several += joined->parts[p].n;
    return several;
}

static int is_merged(const Joined *joined) {
    return joined->lists == joined->n && joined->n <= MOST_MERGED && postings(joined) * SPARSE < joined->width;
}

/* How many documents a list of what is joined may have. */
static at room_for(const Joined *joined) {
    if (is_met(joined)) return joined->parts[0].n;
    at several = postings(joined);
    return several < joined->width ? several : joined->width;
}

/* Write what is joined as a list. */
static at write_list(Joined *joined, u16 *into, float *into_scores) {
    if (is_met(joined)) return meet_all(joined, into, into_scores);
    if (is_merged(joined)) return merge(joined, into, into_scores);
    u8 mask[WINDOW]; float scores[WINDOW];
    at left = 0;
    for (at first = 0; first < joined->width; first += WINDOW) {
        at width = joined->width - first < WINDOW ? joined->width - first : WINDOW;
        fill(joined, first, width, mask, scores);
        for (at d = 0; d < width; d++) if (mask[d]) { into[left] = (u16)(first + d); into_scores[left++] = scores[d]; }
    }
    return left;
}

KERNEL(gather) {
    Arguments a; Joined joined;
    (void)module;
    if (!take(&a, args + 1, given - 1, "ww")) return NULL;
    if (!open_joined(args[0], &joined)) { release(&a); return NULL; }
    at left = 0, room = room_for(&joined);
    if (room > LENGTH(0) || room > LENGTH(1)) PyErr_SetString(PyExc_ValueError, NO_ROOM);
    else left = write_list(&joined, ARRAY(0), ARRAY(1));
    close_joined(&joined);
    if (PyErr_Occurred()) { release(&a); return NULL; }
    GIVE_COUNT(left);
}

/* Write what is joined as a mask with scores. */
static int write_spread(Joined *joined, u8 *mask, float *scores, at n) {
    if (!is_met(joined)) {
        fill(joined, 0, joined->width, mask, scores);
        for (at d = 0; d < joined->width; d++) scores[d] = mask[d] ? scores[d] : 0.f;
        return 1;
    }
    at room = room_for(joined);
    float *listed = malloc(room * (sizeof(float) + sizeof(u16)) + 1);
    if (!listed) return 0;
    u16 *docs = (u16 *)(listed + room);
    at left = meet_all(joined, docs, listed);
    memset(mask, 0, n);
    memset(scores, 0, n * sizeof(float));
    for (at i = 0; i < left; i++) { mask[docs[i]] = 1; scores[docs[i]] = listed[i]; }
    free(listed);
    return 1;
}

KERNEL(spread) {
    Arguments a; Joined joined;
    (void)module;
    if (!take(&a, args + 1, given - 1, "ww")) return NULL;
    if (!open_joined(args[0], &joined)) { release(&a); return NULL; }
    at n = LENGTH(0);
    if (joined.width > n || joined.width > LENGTH(1)) PyErr_SetString(PyExc_ValueError, NO_ROOM);
    else {
        if (joined.width < n) { memset((u8 *)ARRAY(0) + joined.width, 0, n - joined.width); memset((float *)ARRAY(1) + joined.width, 0, (n - joined.width) * sizeof(float)); }
        if (!write_spread(&joined, ARRAY(0), ARRAY(1), joined.width)) PyErr_NoMemory();
    }
    close_joined(&joined);
    if (PyErr_Occurred()) { release(&a); return NULL; }
    GIVE_NONE;
}

/* ---- the best: a heap whose root is the worst of those kept ---- */

typedef struct { float key, score; int32_t rank; u32 doc; } Kept;

typedef struct {
    Kept *heap;
    at size, most;
    const int32_t *ranks;
    int by_rank;
} Best;

static inline int worse(const Kept *one, const Kept *other) {
    return one->key < other->key || (one->key == other->key && one->rank > other->rank);
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

static void keep(Best *best, Kept kept) {
    Kept *heap = best->heap;
    if (best->size == best->most) {
        if (worse(&heap[0], &kept)) { heap[0] = kept; settle(heap, best->size, 0); }
        return;
    }
    at i = best->size++;
    for (at parent; i && worse(&kept, &heap[parent = (i - 1) / 2]); i = parent) heap[i] = heap[parent];
    heap[i] = kept;
}

static inline void offer(Best *best, u32 doc, float score) {
    if (!best->by_rank && best->size == best->most && score < best->heap[0].key) return;
    int32_t rank = best->ranks[doc];
    if (best->by_rank && best->size == best->most && rank > best->heap[0].rank) return;
    Kept kept = {best->by_rank ? 0.f : score, score, rank, doc};
    keep(best, kept);
}

static inline int any_reaches(const float *scores, float factor, float bar) {
    int any = 0;
    for (int i = 0; i < STRIDE; i++) any |= factor * scores[i] >= bar;
    return any;
}

static inline int any_ranks(const int32_t *ranks, const u8 *mask, int32_t bar) {
    int any = 0;
    for (int i = 0; i < STRIDE; i++) any |= (ranks[i] < bar) & mask[i];
    return any;
}

/* Strides in which no score is high enough are passed over. */
static int is_hopeless(const Best *best, const float *scores, float factor, at left) {
    return scores && !best->by_rank && best->size == best->most && left >= STRIDE && !any_reaches(scores, factor, best->heap[0].key);
}

static void offer_list(Best *best, u32 first, const u16 *docs, const float *scores, float factor, at n) {
    for (at i = 0; i < n && best->most;) {
        at last = n - i < STRIDE ? n : i + STRIDE;
        if (is_hopeless(best, scores ? scores + i : NULL, factor, n - i)) { i = last; continue; }
        for (; i < last; i++) offer(best, first + docs[i], scores ? factor * scores[i] : factor);
    }
}

static void offer_window(Best *best, u32 first, const u8 *mask, const float *scores, float factor, at width) {
    for (at d = 0; d < width && best->most;) {
        at last = width - d < STRIDE ? width : d + STRIDE;
        if (is_hopeless(best, scores ? scores + d : NULL, factor, width - d)) { d = last; continue; }
        if (best->by_rank && best->size == best->most && width - d >= STRIDE &&
            !any_ranks(best->ranks + first + d, mask + d, best->heap[0].rank)) { d = last; continue; }
        for (; d < last; d++) if (mask[d]) offer(best, first + (u32)d, scores ? factor * scores[d] : factor);
    }
}

/* Offer what is joined; give how many documents there are, or what no segment has where memory is short. */
static at offer_joined(Best *best, u32 first, Joined *joined) {
    const Part *part = joined->parts;
    if (joined->n == 1 && !joined->passing.obj) {
        if (part->is_list) {
            offer_list(best, first, docs_in(part), scores_in(part), part->factor, part->n);
            return part->n;
        }
        at count = 0;
        for (at d = 0; d < part->n; d++) count += mask_in(part)[d];
        offer_window(best, first, mask_in(part), scores_in(part), part->factor, part->n);
        return count;
    }
    if (is_met(joined) || is_merged(joined)) {
        at room = room_for(joined);
        float *scores = malloc(room * (sizeof(float) + sizeof(u16)) + 1);
        if (!scores) return OUT_OF_MEMORY;
        u16 *docs = (u16 *)(scores + room);
        at left = write_list(joined, docs, scores);
        offer_list(best, first, docs, scores, 1.f, left);
        free(scores);
        return left;
    }
    u8 mask[WINDOW]; float scores[WINDOW];
    at count = 0;
    for (at start = 0; start < joined->width; start += WINDOW) {
        at width = joined->width - start < WINDOW ? joined->width - start : WINDOW;
        count += fill(joined, start, width, mask, scores);
        offer_window(best, first + (u32)start, mask, scores, 1.f, width);
    }
    return count;
}

static int offer_all(Best *best, PyObject *found, at *total) {
    Py_ssize_t several = PyTuple_Size(found);
    if (several < 0) return 0;
    for (Py_ssize_t s = 0; s < several; s++) {
        PyObject *one = PyTuple_GetItem(found, s), *first = PyTuple_GetItem(one, 0), *given = PyTuple_GetItem(one, 1);
        Joined joined;
        if (!first || !given || !open_joined(given, &joined)) return 0;
        at count = offer_joined(best, (u32)PyLong_AsUnsignedLong(first), &joined);
        close_joined(&joined);
        if (count == OUT_OF_MEMORY) PyErr_NoMemory();
        if (PyErr_Occurred()) return 0;
        *total += count;
    }
    return 1;
}

/* The documents and scores of a heap, best first; it is empty afterwards. */
static PyObject *unloaded(Best *best, at total) {
    PyObject *docs = PyList_New((Py_ssize_t)best->size), *scores = PyList_New((Py_ssize_t)best->size);
    for (at left = best->size; docs && scores && left; left--) {
        Kept worst = best->heap[0];
        PyObject *doc = PyLong_FromUnsignedLong(worst.doc), *score = PyFloat_FromDouble(worst.score);
        if (!doc || PyList_SetItem(docs, (Py_ssize_t)left - 1, doc) || !score || PyList_SetItem(scores, (Py_ssize_t)left - 1, score)) break;
        best->heap[0] = best->heap[left - 1];
        settle(best->heap, left - 1, 0);
    }
    PyObject *given = PyErr_Occurred() ? NULL : Py_BuildValue("(nOO)", (Py_ssize_t)total, docs, scores);
    Py_XDECREF(docs);
    Py_XDECREF(scores);
    return given;
}

KERNEL(best) {
    Arguments a;
    (void)module;
    if (!take(&a, args + 1, given - 1, "rdd")) return NULL;
    Best best = {NULL, 0, (at)a.number[2], ARRAY(0), a.number[1] != 0.};
    at total = 0;
    PyObject *found = NULL;
    if (best.most > LENGTH(0)) best.most = LENGTH(0);
    best.heap = malloc((best.most + 1) * sizeof(Kept));
    if (!best.heap) PyErr_NoMemory();
    else if (offer_all(&best, args[0], &total)) found = unloaded(&best, total);
    free(best.heap);
    release(&a);
    return found;
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
    ENTRY(gather), ENTRY(spread), ENTRY(best), ENTRY(tally), ENTRY(tally_spread), ENTRY(tally_several), ENTRY(adjacent),
    ENTRY(occurrences), {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "compiled", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_compiled(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && PyModule_AddStringConstant(module, "NAME", "C") < 0) { Py_DECREF(module); return NULL; }
    return module;
}
