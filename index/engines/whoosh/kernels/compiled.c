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
typedef uint64_t u64;
typedef size_t at;

enum { MOST_ARGUMENTS = 9, STRIDE = 64, FOUR = 4, FEW = 8, LENGTHS = 256, LOW = 8, TURNS = 4096, STRETCHES_WORTH_A_THREAD = 1024 };
#define OUT_OF_MEMORY ((at)-1)
/* Sums of the same scores in another order may be so much higher. */
#define ROUNDING 1.00001f
/* What is far from each other in memory is sent for so many before it is looked at. */
#define AHEAD 8
#ifdef __GNUC__
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)0)
#endif

/* ---- arguments: r = array to read, w = array to write, o = array to write or None, d = number ---- */

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
        } else if (kinds[i] == 'o' && args[i] == Py_None) {
            a->view[i].buf = NULL;
        } else {
            int flags = kinds[i] != 'r' ? PyBUF_ND | PyBUF_WRITABLE : PyBUF_ND;
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

/* ---- terms ---- */

/* Whether a term comes before, is, or comes after the bytes of another. */
static inline int compare(const u8 *term, at n, const u8 *other, at m) {
    int order = memcmp(term, other, n < m ? n : m);
    return order ? order : n < m ? -1 : n > m;
}

KERNEL(find) {
    TAKE("rrr");
    const u8 *content = ARRAY(0), *term = ARRAY(2); const u32 *starts = ARRAY(1);
    at n = LENGTH(2), lo = 0, count = LENGTH(1) - 1, hi = count;
    while (lo < hi) {
        at mid = (lo + hi) >> 1;
        if (compare(content + starts[mid], starts[mid + 1] - starts[mid], term, n) < 0) lo = mid + 1; else hi = mid;
    }
    int is_there = lo < count && !compare(content + starts[lo], starts[lo + 1] - starts[lo], term, n);
    release(&a);
    return PyLong_FromLong(is_there ? (long)lo : -1);
}

static inline float score_with(double gain, double weight, double norm) { return (float)(gain * weight / (weight + norm)); }

/* To divide takes longest: where many documents are scored, the score of each low frequency in each length is known. */
KERNEL(score) {
    TAKE("rrrrddow");
    const u16 *docs = ARRAY(0); const u8 *lengths = ARRAY(2); const double *norms = ARRAY(3);
    const u8 *freqs = ARRAY(1); const u32 *long_freqs = ARRAY(1);
    double gain = a.number[4], boost = a.number[5];
    u8 *mask = ARRAY(6); float *scores = ARRAY(7);
    at n = LENGTH(0); int narrow = WIDTH(1) == 1;
    float known[LOW][LENGTHS];
    u32 low = n > LOW * LENGTHS ? LOW : 0;
    for (u32 freq = 0; freq < low; freq++)
        for (int length = 0; length < LENGTHS; length++) known[freq][length] = score_with(gain, boost * freq, norms[length]);
    for (at i = 0; i < n; i++) {
        u32 freq = narrow ? freqs[i] : long_freqs[i];
        u8 length = lengths[docs[i]];
        float score = freq < low ? known[freq][length] : score_with(gain, boost * freq, norms[length]);
        if (mask) { mask[docs[i]] = 1; scores[docs[i]] = score; } else scores[i] = score;
    }
    GIVE_NONE;
}

/* ---- sixty-four documents in the bits of a word ---- */

static inline u64 word_of(const u8 *mask, at width) {
    u64 bits = 0;
    at d = 0;
    for (; d + 8 <= width; d += 8) {
        u64 eight;
        memcpy(&eight, mask + d, 8);
        bits |= (eight * 0x0102040810204080ULL >> 56) << d;
    }
    for (; d < width; d++) bits |= (u64)mask[d] << d;
    return bits;
}

static inline int count_of(u64 bits) {
    bits -= bits >> 1 & 0x5555555555555555ULL;
    bits = (bits & 0x3333333333333333ULL) + (bits >> 2 & 0x3333333333333333ULL);
    return (int)(((bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0FULL) * 0x0101010101010101ULL >> 56);
}

static inline int lowest(u64 bits) {
#ifdef __GNUC__
    return __builtin_ctzll(bits);
#else
    return count_of((bits & (0 - bits)) - 1);
#endif
}

/* ---- phrases ---- */

typedef struct {
    Py_buffer docs, freqs, blocks, positions;
    at posting, before; /* the posting looked at last, and how many positions stand before it */
} Word;

typedef struct {
    Word *words;
    u32 *several; /* how often each stands in the document that is looked at */
    Py_ssize_t n;
} Phrase;

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

static int in_a_row(Phrase *phrase, u16 doc) {
    Word *words = phrase->words; u32 *several = phrase->several; Py_ssize_t n = phrase->n;
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

static void close_phrase(Phrase *phrase) {
    for (Py_ssize_t w = 0; w < phrase->n; w++) {
        PyBuffer_Release(&phrase->words[w].docs);
        PyBuffer_Release(&phrase->words[w].freqs);
        PyBuffer_Release(&phrase->words[w].blocks);
        PyBuffer_Release(&phrase->words[w].positions);
    }
    free(phrase->words);
    free(phrase->several);
}

static int open_word(PyObject *given, Word *word) {
    if (!given) return 0;
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

/* Open where the words of a phrase stand; none where None is given. */
static int open_phrase(PyObject *given, Phrase *phrase) {
    if (!given || given == Py_None) return given != NULL;
    Py_ssize_t n = PyTuple_Size(given);
    if (n < 0) return 0;
    phrase->words = calloc((at)n + 1, sizeof(Word));
    phrase->several = calloc((at)n + 1, sizeof(u32));
    if (!phrase->words || !phrase->several) { PyErr_NoMemory(); return 0; }
    while (phrase->n < n && open_word(PyTuple_GetItem(given, phrase->n), &phrase->words[phrase->n])) phrase->n++;
    return phrase->n == n;
}

/* ---- parts: documents or a mask, a score beside each or none, what scores are multiplied by, and an outline ---- */

/* Of a stride of documents which there are, how many stand before, and the highest score. */
typedef struct { u64 bits; u32 before; float highest; } Outline;

typedef struct {
    Py_buffer docs, scores, outline; /* where scores.obj is NULL every document has the same score */
    float factor;
    at n, next; /* how many documents or bytes there are, and the first that was not looked at yet */
    int is_list;
    const Outline *seen; /* the stride that is looked at */
    Outline made;        /* the same, where no outline is kept */
} Part;

typedef struct {
    Part *parts;
    Py_ssize_t n, lists;
    int every;
    Py_buffer passing;
    Phrase phrase; /* the words that have to stand side by side, if any */
    at width; /* beyond the last document that may match */
} Joined;

static inline const u16 *docs_in(const Part *part) { return part->docs.buf; }
static inline const u8 *mask_in(const Part *part) { return part->docs.buf; }
static inline const Outline *outlines_of(const Part *part) { return part->outline.buf; }
static inline float score_at(const Part *part, at i) {
    return part->scores.obj ? part->factor * ((const float *)part->scores.buf)[i] : part->factor;
}

static int view_of(PyObject *given, Py_buffer *view) {
    view->obj = NULL; view->len = 0;
    return given && (given == Py_None || PyObject_GetBuffer(given, view, PyBUF_ND) == 0);
}

static void close_joined(Joined *joined) {
    for (Py_ssize_t p = 0; p < joined->n; p++) {
        PyBuffer_Release(&joined->parts[p].docs);
        PyBuffer_Release(&joined->parts[p].scores);
        PyBuffer_Release(&joined->parts[p].outline);
    }
    PyBuffer_Release(&joined->passing);
    close_phrase(&joined->phrase);
    free(joined->parts);
}

static int open_part(PyObject *given, Part *part) {
    memset(part, 0, sizeof *part);
    if (!given || !view_of(PyTuple_GetItem(given, 0), &part->docs) || !view_of(PyTuple_GetItem(given, 1), &part->scores)) return 0;
    PyObject *factor = PyTuple_GetItem(given, 2);
    part->factor = factor ? (float)PyFloat_AsDouble(factor) : 0.f;
    part->is_list = part->docs.itemsize == sizeof(u16);
    part->n = (at)(part->docs.len / part->docs.itemsize);
    return !PyErr_Occurred() && view_of(PyTuple_GetItem(given, 3), &part->outline);
}

/* Open what the contract calls joined; lists come first, the shortest before all. */
static int open_joined(PyObject *given, Joined *joined) {
    memset(joined, 0, sizeof *joined);
    PyObject *parts = PyTuple_GetItem(given, 0), *every = PyTuple_GetItem(given, 1);
    Py_ssize_t n = parts ? PyTuple_Size(parts) : -1;
    joined->every = every ? PyObject_IsTrue(every) : -1;
    if (n < 0 || joined->every < 0 || !view_of(PyTuple_GetItem(given, 2), &joined->passing)) return 0;
    joined->parts = calloc((at)n + 1, sizeof(Part));
    if (!open_phrase(PyTuple_GetItem(given, 3), &joined->phrase)) goto failed;
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
    for (Py_ssize_t p = 0; p < n; p++)
        if (joined->parts[p].outline.obj && (at)joined->parts[p].outline.len / sizeof(Outline) * STRIDE < joined->width) {
            PyErr_SetString(PyExc_ValueError, "an outline is too short");
            goto failed;
        }
    return 1;
failed:
    close_joined(joined);
    return 0;
}

/* How many documents a list of what is joined may have. */
static at room_for(const Joined *joined) {
    at several = 0;
    if (joined->every) return joined->lists ? joined->parts[0].n : joined->width;
    for (Py_ssize_t p = 0; p < joined->n; p++) several += joined->parts[p].n;
    return several < joined->width ? several : joined->width;
}

/* ---- what all parts have, where one is a short list: its documents are looked up in the others ---- */

static int is_met(const Joined *joined) { return joined->every && joined->lists && !joined->parts[0].outline.obj; }

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
    for (at i = 0, j = 0; i < n; i++) {
        u16 doc = docs[i];
        j = gallop(others, m, j, doc);
        if (j == m) break;
        if (others[j] == doc) { scores[left] = scores[i] + score_at(part, j); docs[left++] = doc; }
    }
    return left;
}

static at meet_outlined(u16 *docs, float *scores, at n, const Part *part) {
    at left = 0;
    for (at i = 0; i < n; i++) {
        u16 doc = docs[i];
        const Outline *outline = outlines_of(part) + doc / STRIDE;
        u64 bit = (u64)1 << doc % STRIDE;
        if (!(outline->bits & bit)) continue;
        at place = part->is_list ? outline->before + (at)count_of(outline->bits & (bit - 1)) : doc;
        scores[left] = scores[i] + score_at(part, place); docs[left++] = doc;
    }
    return left;
}

static at meet_mask(u16 *docs, float *scores, at n, const Part *part) {
    at left = 0;
    for (at i = 0; i < n; i++) {
        u16 doc = docs[i]; float score = scores[i] + score_at(part, doc);
        docs[left] = doc; scores[left] = score; left += mask_in(part)[doc];
    }
    return left;
}

static at meet_all(Joined *joined, u16 *docs, float *scores) {
    at left = begin(joined, docs, scores);
    for (Py_ssize_t p = 1; p < joined->n && left; p++) {
        const Part *part = &joined->parts[p];
        if (part->outline.obj) left = meet_outlined(docs, scores, left, part);
        else left = part->is_list ? meet_list(docs, scores, left, part) : meet_mask(docs, scores, left, part);
    }
    if (!joined->phrase.n) return left;
    at n = left;
    left = 0;
    for (at i = 0; i < n; i++)
        if (in_a_row(&joined->phrase, docs[i])) { docs[left] = docs[i]; scores[left++] = scores[i]; }
    return left;
}

/* ---- everything else: stride by stride ---- */

static inline at width_of(at n, at first) { return n - first < STRIDE ? n - first : STRIDE; }

static float highest_of(const Part *part, at first, at width) {
    const float *scores = part->scores.buf;
    float highest = 0.f;
    if (!scores) return 1.f;
    for (at d = first; d < first + width; d++) highest = scores[d] > highest ? scores[d] : highest;
    return highest;
}

/* Outline one stride of a part. */
static Outline made_of(Part *part, at stride) {
    at first = stride * STRIDE, width = part->is_list ? 0 : width_of(part->n, first);
    Outline made = {0, 0, 0.f};
    if (part->is_list) {
        const u16 *docs = docs_in(part);
        while (part->next < part->n && docs[part->next] < first) part->next++;
        made.before = (u32)part->next;
        for (; part->next < part->n && docs[part->next] < first + STRIDE; part->next++) made.bits |= (u64)1 << docs[part->next] % STRIDE;
        made.highest = highest_of(part, made.before, part->next - made.before);
    } else {
        made.bits = word_of(mask_in(part) + first, width);
        made.highest = made.bits ? highest_of(part, first, width) : 0.f;
    }
    return made;
}

static inline const Outline *look(Part *part, at stride) {
    if (part->outline.obj) return part->seen = outlines_of(part) + stride;
    part->made = made_of(part, stride);
    return part->seen = &part->made;
}

/* Look at a stride of all parts; give the documents that match. */
static u64 look_at(Joined *joined, at stride) {
    u64 bits = joined->every ? ~(u64)0 : 0;
    for (Py_ssize_t p = 0; p < joined->n; p++) {
        u64 some = look(&joined->parts[p], stride)->bits;
        if (!joined->every) bits |= some;
        else if (!(bits &= some)) return 0;
    }
    if (bits && joined->passing.obj)
        bits &= word_of((const u8 *)joined->passing.buf + stride * STRIDE, width_of((at)joined->passing.len, stride * STRIDE));
    if (joined->phrase.n)
        for (u64 left = bits; left; left &= left - 1)
            if (!in_a_row(&joined->phrase, (u16)(stride * STRIDE + (at)lowest(left)))) bits ^= left & (0 - left);
    return bits;
}

/* The score of a document of the stride that is looked at. */
static float score_of(const Joined *joined, at first, int d) {
    u64 bit = (u64)1 << d;
    float score = 0.f;
    for (Py_ssize_t p = 0; p < joined->n; p++) {
        const Part *part = &joined->parts[p];
        const Outline *seen = part->seen;
        if (seen->bits & bit) score += score_at(part, part->is_list ? seen->before + (at)count_of(seen->bits & (bit - 1)) : first + (at)d);
    }
    return score;
}

static void add_scores(const Part *part, at first, at width, float *restrict sums) {
    const float *restrict scores = part->scores.buf;
    const Outline *seen = part->seen;
    float factor = part->factor;
    if (!scores) for (u64 bits = seen->bits; bits; bits &= bits - 1) sums[lowest(bits)] += factor;
    else if (part->is_list) for (u64 bits = seen->bits, place = seen->before; bits; bits &= bits - 1) sums[lowest(bits)] += factor * scores[place++];
    else for (at d = 0; d < width; d++) sums[d] += factor * scores[first + d];
}

/* The scores of some documents of the stride that is looked at; others may get any. */
static void sum_up(const Joined *joined, u64 bits, at first, float *sums) {
    if (count_of(bits) <= FEW) {
        for (; bits; bits &= bits - 1) sums[lowest(bits)] = score_of(joined, first, lowest(bits));
        return;
    }
    memset(sums, 0, STRIDE * sizeof(float));
    for (Py_ssize_t p = 0; p < joined->n; p++)
        if (joined->parts[p].seen->bits) add_scores(&joined->parts[p], first, width_of(joined->width, first), sums);
}

static at write_list(Joined *joined, u16 *docs, float *scores) {
    if (is_met(joined)) return meet_all(joined, docs, scores);
    float sums[STRIDE];
    at left = 0;
    for (at stride = 0; stride * STRIDE < joined->width; stride++) {
        at first = stride * STRIDE;
        u64 bits = look_at(joined, stride);
        if (bits) sum_up(joined, bits, first, sums);
        for (; bits; bits &= bits - 1) { docs[left] = (u16)(first + (at)lowest(bits)); scores[left++] = sums[lowest(bits)]; }
    }
    return left;
}

KERNEL(gather) {
    Arguments a; Joined joined;
    (void)module;
    if (!take(&a, args + 1, given - 1, "ww")) return NULL;
    if (!open_joined(args[0], &joined)) { release(&a); return NULL; }
    at left = 0, room = room_for(&joined);
    if (room > LENGTH(0) || room > LENGTH(1)) PyErr_SetString(PyExc_ValueError, "there is not room enough");
    else left = write_list(&joined, ARRAY(0), ARRAY(1));
    close_joined(&joined);
    if (PyErr_Occurred()) { release(&a); return NULL; }
    GIVE_COUNT(left);
}

static void write_spread(Joined *joined, u8 *mask, float *scores) {
    float sums[STRIDE];
    for (at stride = 0; stride * STRIDE < joined->width; stride++) {
        at first = stride * STRIDE, width = width_of(joined->width, first);
        u64 bits = look_at(joined, stride);
        if (!bits) continue;
        for (at d = 0; d < width; d++) mask[first + d] = (u8)(bits >> d & 1);
        if (!scores) continue;
        sum_up(joined, bits, first, sums);
        for (at d = 0; d < width; d++) scores[first + d] = mask[first + d] ? sums[d] : 0.f;
    }
}

KERNEL(spread) {
    Arguments a; Joined joined;
    (void)module;
    if (!take(&a, args + 1, given - 1, "wo")) return NULL;
    if (!open_joined(args[0], &joined)) { release(&a); return NULL; }
    if (joined.width > LENGTH(0) || (ARRAY(1) && joined.width > LENGTH(1))) PyErr_SetString(PyExc_ValueError, "there is not room enough");
    else {
        memset(ARRAY(0), 0, LENGTH(0));
        if (ARRAY(1)) memset(ARRAY(1), 0, LENGTH(1) * sizeof(float));
        write_spread(&joined, ARRAY(0), ARRAY(1));
    }
    close_joined(&joined);
    if (PyErr_Occurred()) { release(&a); return NULL; }
    GIVE_NONE;
}

KERNEL(listed) {
    TAKE("rw");
    const u8 *mask = ARRAY(0); u16 *docs = ARRAY(1);
    at n = LENGTH(0), left = 0;
    if (n > LENGTH(1)) { release(&a); PyErr_SetString(PyExc_ValueError, "there is not room enough"); return NULL; }
    for (at first = 0; first < n; first += STRIDE)
        for (u64 bits = word_of(mask + first, width_of(n, first)); bits; bits &= bits - 1) docs[left++] = (u16)(first + (at)lowest(bits));
    GIVE_COUNT(left);
}

KERNEL(outline) {
    TAKE("rrd");
    int is_list = WIDTH(0) == sizeof(u16);
    const u16 *docs = ARRAY(0); const u8 *mask = ARRAY(0); const float *scores = ARRAY(1);
    at n = LENGTH(0), count = (at)a.number[2], i = 0, strides = (count + STRIDE - 1) / STRIDE;
    Outline *outlines = calloc(strides + 1, sizeof(Outline));
    if (!outlines) { release(&a); return PyErr_NoMemory(); }
    for (at stride = 0; stride < strides; stride++) {
        at first = stride * STRIDE;
        Outline *outline = &outlines[stride];
        outline->before = (u32)i;
        if (is_list) for (; i < n && docs[i] < first + STRIDE; i++) {
            outline->bits |= (u64)1 << docs[i] % STRIDE;
            if (scores[i] > outline->highest) outline->highest = scores[i];
        } else {
            outline->bits = word_of(mask + first, width_of(n, first));
            i += (at)count_of(outline->bits);
            for (at d = first; d < n && d < first + STRIDE; d++) if (scores[d] > outline->highest) outline->highest = scores[d];
        }
    }
    PyObject *told = PyBytes_FromStringAndSize((const char *)outlines, (Py_ssize_t)(strides * sizeof(Outline)));
    free(outlines);
    release(&a);
    return told;
}

/* ---- the best: a heap whose root is the worst of those kept ---- */

typedef struct { float key, score; int32_t rank; u32 doc; } Kept;

typedef struct {
    Kept *heap;
    at size, most;
    const int32_t *ranks;
    int by_rank;
    const float *factors; /* what the scores of all documents are multiplied by, if anything */
    float limit;          /* what no factor is above */
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

static inline int is_full(const Best *best) { return best->size == best->most; }

static inline void offer(Best *best, u32 doc, float score) {
    if (is_full(best) && (!best->most || score * best->limit < best->heap[0].key)) return;
    if (best->factors) score *= best->factors[doc];
    Kept kept = {best->by_rank ? 0.f : score, score, best->ranks[doc], doc};
    keep(best, kept);
}

static inline float most_of(const Part *part) {
    float most = part->factor * part->seen->highest * ROUNDING;
    return most > 0.f ? most : 0.f;
}

/* Those of some documents of a stride that may be good enough: they have every part without which none is. */
static u64 likely(const Joined *joined, u64 bits, const Best *best) {
    float bound = 0.f, bar = best->heap[0].key / best->limit;
    for (Py_ssize_t p = 0; p < joined->n; p++) bound += most_of(&joined->parts[p]);
    if (bound < bar) return 0;
    for (Py_ssize_t p = 0; p < joined->n; p++)
        if (bound - most_of(&joined->parts[p]) < bar) bits &= joined->parts[p].seen->bits;
    return bits;
}

static void offer_stride(Best *best, u32 start, const Joined *joined, u64 bits, at first) {
    float sums[STRIDE];
    if (is_full(best)) bits = likely(joined, bits, best);
    if (bits) sum_up(joined, bits, first, sums);
    for (; bits; bits &= bits - 1) offer(best, start + (u32)(first + (at)lowest(bits)), sums[lowest(bits)]);
}

/* The same where the rank decides: few are so high that their score is wanted. */
static void offer_ranked(Best *best, u32 start, const Joined *joined, u64 bits, at first) {
    for (; bits; bits &= bits - 1) {
        u32 doc = start + (u32)(first + (at)lowest(bits));
        if (!is_full(best) || best->ranks[doc] < best->heap[0].rank) offer(best, doc, score_of(joined, first, lowest(bits)));
    }
}

/* Offer what is met; give how many documents there are, or what no segment has where memory is short. */
static at offer_met(Best *best, u32 first, Joined *joined) {
    at room = joined->parts[0].n;
    float *scores = malloc(room * (sizeof(float) + sizeof(u16)) + 1);
    if (!scores) return OUT_OF_MEMORY;
    u16 *docs = (u16 *)(scores + room);
    at left = meet_all(joined, docs, scores);
    for (at i = 0; i < left; i++)
        if (!best->by_rank || !is_full(best) || (best->most && best->ranks[first + docs[i]] < best->heap[0].rank)) offer(best, first + docs[i], scores[i]);
    free(scores);
    return left;
}

/* Offer an outlined part by itself: strides that cannot be good enough are not even counted. */
static at offer_part(Best *best, u32 start, Joined *joined) {
    Part *part = joined->parts;
    const Outline *outlines = outlines_of(part), *last = outlines + (joined->width - 1) / STRIDE;
    for (at stride = 0; stride * STRIDE < joined->width; stride++) {
        if (is_full(best) && part->factor * outlines[stride].highest * best->limit < best->heap[0].key) continue;
        part->seen = outlines + stride;
        if (part->seen->bits) offer_stride(best, start, joined, part->seen->bits, stride * STRIDE);
    }
    return last->before + (at)count_of(last->bits);
}

static at offer_joined(Best *best, u32 start, Joined *joined) {
    if (is_met(joined)) return offer_met(best, start, joined);
    if (joined->n == 1 && joined->width && joined->parts->outline.obj && !joined->passing.obj && !joined->phrase.n && best->most && !best->by_rank)
        return offer_part(best, start, joined);
    at count = 0;
    for (at stride = 0; stride * STRIDE < joined->width; stride++) {
        u64 bits = look_at(joined, stride);
        if (!bits) continue;
        count += (at)count_of(bits);
        if (!best->most) continue;
        if (best->by_rank) offer_ranked(best, start, joined, bits, stride * STRIDE);
        else offer_stride(best, start, joined, bits, stride * STRIDE);
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
    if (!take(&a, args + 1, given - 1, "rddod")) return NULL;
    Best best = {NULL, 0, (at)a.number[2], ARRAY(0), a.number[1] != 0., ARRAY(3), ARRAY(3) ? (float)a.number[4] * ROUNDING : 1.f};
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

/* Most documents have the same few codes: what is counted in turns in two places has not to wait for itself. */
static void tally_short(const u16 *docs, at n, const u16 *codes, u32 *counts, at several) {
    u32 others[TURNS];
    at i = 0;
    if (several <= TURNS && n > several) {
        memset(others, 0, several * sizeof(u32));
        for (; i + 2 <= n; i += 2) { counts[codes[docs[i]]]++; others[codes[docs[i + 1]]]++; }
        for (at code = 0; code < several; code++) counts[code] += others[code];
    }
    for (; i < n; i++) counts[codes[docs[i]]]++;
}

KERNEL(tally) {
    TAKE("rrw");
    const u16 *docs = ARRAY(0); u32 *counts = ARRAY(2);
    at n = LENGTH(0);
    if (WIDTH(1) == 2) tally_short(docs, n, ARRAY(1), counts, LENGTH(2));
    else { const u32 *codes = ARRAY(1); for (at i = 0; i < n; i++) counts[codes[docs[i]]]++; }
    GIVE_NONE;
}

/* How many of some documents are in a mask. */
static u32 how_many(const u16 *docs, at n, const u8 *mask) {
    u32 one = 0, other = 0;
    at i = 0;
    for (; i + 2 <= n; i += 2) { one += mask[docs[i]]; other += mask[docs[i + 1]]; }
    return one + other + (i < n ? mask[docs[i]] : 0);
}

KERNEL(tally_listed) {
    TAKE("rrrw");
    const u8 *mask = ARRAY(0); const u32 *starts = ARRAY(1); const u16 *docs = ARRAY(2); u32 *counts = ARRAY(3);
    at n = LENGTH(3);
    for (at i = 0; i < n; i++) counts[i] += how_many(docs + starts[i], starts[i + 1] - starts[i], mask);
    GIVE_NONE;
}

KERNEL(tally_weighed) {
    TAKE("rrrw");
    const u32 *weights = ARRAY(0), *starts = ARRAY(1), *codes = ARRAY(2); u32 *counts = ARRAY(3);
    at n = LENGTH(0);
    for (at i = 0; i < n; i++)
        if (weights[i]) for (u32 j = starts[i]; j < starts[i + 1]; j++) counts[codes[j]] += weights[i];
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

typedef struct { u32 count, number; } Counted;

/* Put what was counted in order by one byte of the counts, the highest first; what is alike stays as it stood. */
static void order_by(const Counted *given, Counted *into, at n, int shift) {
    at places[256] = {0}, before = 0;
    for (at i = 0; i < n; i++) places[given[i].count >> shift & 255]++;
    for (int byte = 255; byte >= 0; byte--) { at several = places[byte]; places[byte] = before; before += several; }
    for (at i = 0; i < n; i++) into[places[given[i].count >> shift & 255]++] = given[i];
}

static PyObject *counted_pair(PyObject *values, Counted counted) {
    PyObject *value = PyTuple_GetItem(values, (Py_ssize_t)counted.number), *pair = value ? PyTuple_New(2) : NULL;
    PyObject *count = pair ? PyLong_FromUnsignedLong(counted.count) : NULL;
    if (!count) { Py_XDECREF(pair); return NULL; }
    Py_INCREF(value);
    PyTuple_SetItem(pair, 0, value);
    PyTuple_SetItem(pair, 1, count);
    return pair;
}

KERNEL(commonest) {
    Arguments a;
    (void)module;
    if (!take(&a, args, given - 1, "rd")) return NULL;
    const u32 *counts = ARRAY(0);
    at n = LENGTH(0), left = 0, most = (at)a.number[1];
    u32 any = 0;
    Counted *room = malloc((n + 1) * 2 * sizeof(Counted)), *one = room, *other = room + n;
    if (!room) { release(&a); return PyErr_NoMemory(); }
    for (at i = 0; i < n; i++) { one[left] = (Counted){counts[i], (u32)i}; left += counts[i] != 0; any |= counts[i]; }
    for (int shift = 0; shift < 32 && any >> shift; shift += 8) {
        order_by(one, other, left, shift);
        Counted *ordered = other; other = one; one = ordered;
    }
    PyObject *told = PyList_New((Py_ssize_t)(left < most ? left : most));
    for (at i = 0; told && i < left && i < most; i++) {
        PyObject *pair = counted_pair(args[2], one[i]);
        if (!pair || PyList_SetItem(told, (Py_ssize_t)i, pair)) { Py_DECREF(told); told = NULL; }
    }
    free(room);
    release(&a);
    return told;
}

/* ---- texts ---- */

/* Of four units the first that is this one has a bit set, and none has where none is. */
static inline u64 which_are(const u16 *four, u16 unit) {
    u64 other, ones = 0x0001000100010001ULL;
    memcpy(&other, four, sizeof other);
    other ^= unit * ones;
    return (other - ones) & ~other & ones << 15;
}

static inline int any_may_begin(const u16 *text, u16 head, const u16 *ends, u16 tail) {
    u16 any = 0;
    for (int i = 0; i < STRIDE; i++) {
        u16 begins = text[i] == head ? 0xFFFF : 0, closes = ends[i] == tail ? 0xFFFF : 0;
        any |= begins & closes;
    }
    return any;
}

/* How often a needle stands in a text, up to so many times, and where the last one ends; places do not overlap. Strides
 * without its first and last unit together are passed over. */
static u32 count_places(const u16 *text, at n, const u16 *needle, at m, u32 most, at *end) {
    u32 found = 0;
    at i = 0;
    if (!m || n < m) return 0;
    at behind = n - m + 1;
    while (i < behind && found < most) {
        at left = behind - i, last = left < FOUR ? behind : i + (left < STRIDE ? FOUR : STRIDE);
        const u16 *ends = text + i + m - 1;
        if (last - i == STRIDE && !any_may_begin(text + i, needle[0], ends, needle[m - 1])) { i = last; continue; }
        if (last - i == FOUR && !(which_are(text + i, needle[0]) & which_are(ends, needle[m - 1]))) { i = last; continue; }
        while (i < last && found < most) {
            if (text[i] == needle[0] && !memcmp(text + i, needle, m * sizeof(u16))) { found++; i += m; *end = i; } else i++;
        }
    }
    return found;
}

/* Stretches are far from each other in memory: the lines of the cache that one has are sent for before it is looked at. */
enum { LINE_OF_CACHE = 32 };

static inline void send_for(const u16 *text, const u32 *starts, u32 stretch) {
    for (at unit = starts[stretch]; unit < starts[stretch + 1]; unit += LINE_OF_CACHE) FETCH(text + unit);
}

KERNEL(places) {
    TAKE("rrrrrddw");
    const u16 *text = ARRAY(0), *docs = ARRAY(3), *needle = ARRAY(4); const u32 *starts = ARRAY(1), *stretches = ARRAY(2);
    at units = LENGTH(0), n = LENGTH(2), m = LENGTH(4), place = (at)a.number[5], behind = 0, done = n;
    u32 most = a.number[6] != 0. ? ~(u32)0 : 1, *into = ARRAY(7);
    PyThreadState *others = n < STRETCHES_WORTH_A_THREAD ? NULL : PyEval_SaveThread();
    for (at i = 0; i < n; i++) {
        at first = starts[stretches[i]], last = starts[stretches[i] + 1] + m - 1, end = 0;
        into[i] = 0;
        if (i + AHEAD < n && (most != 1 || docs[i + AHEAD] != docs[i + AHEAD - 1])) send_for(text, starts, stretches[i + AHEAD]);
        if (most == 1 && done < i && docs[done] == docs[i]) continue;
        first = first < place ? 0 : first - place;
        last = last < place ? 0 : last - place;
        if (first < behind) first = behind;
        if (last > units) last = units;
        if (first < last) into[i] = count_places(text + first, last - first, needle, m, most, &end);
        if (end) { behind = most == 1 ? 0 : first + end; done = i; }
    }
    if (others) PyEval_RestoreThread(others);
    GIVE_NONE;
}

/* ---- lists packed as eliasfano.py tells ---- */

enum { WIDTH_BITS = 5, MOST_DOCUMENTS = 65536 };

static inline at bit_length(u64 number) {
    at bits = 0;
    for (; number; number >>= 1) bits++;
    return bits;
}

static inline u64 below(at bits) { return ((u64)1 << bits) - 1; }

/* At least 57 bits from some bit on. */
static inline u64 bits_at(const u8 *bytes, at bit) {
    u64 word;
    memcpy(&word, bytes + (bit >> 3), sizeof word);
    return word >> (bit & 7);
}

static inline void write_bits(u8 *bytes, at bit, u64 number) {
    u64 word;
    memcpy(&word, bytes + (bit >> 3), sizeof word);
    word |= number << (bit & 7);
    memcpy(bytes + (bit >> 3), &word, sizeof word);
}

/* Write a list from some byte on; give how many bytes it takes. */
static at pack_list(const u32 *numbers, at size, u32 spare, u64 most, u8 *bytes) {
    at width = bit_length(size), lower = bit_length(most / size) - 1;
    at low = WIDTH_BITS + 2 * width, high = low + size * lower;
    write_bits(bytes, 0, width | (u64)size << WIDTH_BITS | (u64)spare << (WIDTH_BITS + width));
    for (at i = 0; i < size; i++, low += lower) {
        at one = high + i + (numbers[i] >> lower);
        write_bits(bytes, low, numbers[i] & below(lower));
        bytes[one >> 3] |= (u8)(1 << (one & 7));
    }
    return (high + size + ((most - 1) >> lower) + 7) >> 3;
}

KERNEL(pack) {
    TAKE("rrrdw");
    const u32 *numbers = ARRAY(0), *sizes = ARRAY(1), *spares = ARRAY(2);
    u8 *into = ARRAY(4);
    for (at list = 0; list < LENGTH(1); list++) {
        into += pack_list(numbers, sizes[list], spares[list], (u64)a.number[3], into);
        numbers += sizes[list];
    }
    GIVE_NONE;
}

/* Write the numbers of the list at some byte, if there is room; give how many there are. */
static at unpack_list(const u8 *packed, at length, at start, u64 most, u32 *into, at room) {
    u64 head = bits_at(packed, start * 8);
    at width = head & below(WIDTH_BITS), size = head >> WIDTH_BITS & below(width);
    if (!size || size > room) return 0;
    at lower = bit_length(most / size) - 1, low = start * 8 + WIDTH_BITS + 2 * width, high = low + size * lower;
    u64 mask = below(lower), ones = ~(u64)0 << (high & 7);
    at i = 0;
    for (at byte = high >> 3; i < size && byte + 8 <= length; byte += 8, ones = ~(u64)0)
        for (ones &= bits_at(packed, byte * 8); ones && i < size; ones &= ones - 1, i++, low += lower)
            into[i] = (u32)((byte * 8 + (at)lowest(ones) - high - i) << lower | (bits_at(packed, low) & mask));
    return size;
}

KERNEL(unpack) {
    TAKE("rrdw");
    const u8 *packed = ARRAY(0); const u32 *starts = ARRAY(1);
    u32 *into = ARRAY(3);
    at room = LENGTH(3), lists = LENGTH(1) ? LENGTH(1) - 1 : 0, written = 0;
    for (at list = 0; list < lists; list++)
        written += unpack_list(packed, LENGTH(0), starts[list], (u64)a.number[2], into + written, room - written);
    GIVE_NONE;
}

KERNEL(documents) {
    TAKE("rrw");
    const u32 *stretches = ARRAY(0); const u16 *docs = ARRAY(1);
    u16 *into = ARRAY(2);
    at n = LENGTH(0), left = 0;
    u32 last = MOST_DOCUMENTS;
    if (n > LENGTH(2)) { PyErr_SetString(PyExc_ValueError, "there is not room enough"); release(&a); return NULL; }
    for (at i = 0; i < n; i++) {
        u16 doc = docs[stretches[i]];
        left += doc != last;
        into[left - 1] = doc;
        last = doc;
    }
    GIVE_COUNT(left);
}

/* Keep those of some numbers near which there is a bit, told from the first one that may be asked for on. */
static at keep_near(u32 *numbers, at n, const u64 *bits, at several) {
    at left = 0;
    for (at i = 0; i < n; i++) {
        u32 number = numbers[i];
        u64 near = 0;
        for (at bit = number; bit <= number + several; bit++) near |= bits[bit / 64] >> bit % 64;
        numbers[left] = number;
        left += near & 1;
    }
    return left;
}

KERNEL(narrow) {
    TAKE("wrdd");
    u32 *numbers = ARRAY(0); const u32 *others = ARRAY(1);
    i64 first = (i64)a.number[2], last = (i64)a.number[3];
    at n = LENGTH(0), m = LENGTH(1);
    if (!n || last < first) GIVE_COUNT(0);
    i64 width = (i64)numbers[n - 1] + last - first + 1;
    u64 *bits = calloc((at)width / 64 + 1, sizeof(u64));
    if (!bits) { release(&a); return PyErr_NoMemory(); }
    for (at j = 0; j < m; j++) {
        i64 bit = (i64)others[j] - first;
        if (bit >= 0 && bit < width) bits[bit / 64] |= (u64)1 << bit % 64;
    }
    at left = keep_near(numbers, n, bits, (at)(last - first));
    free(bits);
    GIVE_COUNT(left);
}

#define ENTRY(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}

static PyMethodDef methods[] = {
    ENTRY(find), ENTRY(score), ENTRY(gather), ENTRY(spread), ENTRY(listed), ENTRY(outline), ENTRY(best), ENTRY(tally),
    ENTRY(tally_several), ENTRY(tally_listed), ENTRY(tally_weighed), ENTRY(commonest), ENTRY(places), ENTRY(pack),
    ENTRY(unpack), ENTRY(documents), ENTRY(narrow), {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "compiled", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_compiled(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module && (PyModule_AddStringConstant(module, "NAME", "C") < 0 ||
                   PyModule_AddStringConstant(module, "CONTRACT", CONTRACT) < 0)) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
