// The arithmetic of a sweep in rows, as test/bench/baseline/recording.ts wrote it down: the same lists, sums, longest paths,
// rejects in the same order, energies of a token, and a front. It prints designs, feasible ones, those on the front, the sum of
// their objectives, and the designs of a second in its fastest round.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

struct Term {
  const double *list, *other;
  double number;
};

struct Step {
  int code; // 1 sum, 2 longest, 3 keep, 4 select
  int from, to;
  double a, b; // of a sum: single, copied; of longest: least, –; of keep: most, period; of select: clock, –
  double *out;
  const double *lists[8];
  std::vector<Term> terms;
};

constexpr int BLOCK = 16;

static void sum(const Step &step) {
  const double *copies = step.lists[0];
  int k = step.from;
  for (; k + BLOCK <= step.to; k += BLOCK) {
    double v[BLOCK];
    for (int j = 0; j < BLOCK; j++) v[j] = step.a + step.b * copies[k + j];
    for (const Term &term : step.terms)
      for (int j = 0; j < BLOCK; j++) v[j] += term.number * term.list[k + j];
    for (int j = 0; j < BLOCK; j++) step.out[k + j] = v[j];
  }
  for (; k < step.to; k++) {
    double v = step.a + step.b * copies[k];
    for (const Term &term : step.terms) v += term.number * term.list[k];
    step.out[k] = v;
  }
}

static void longest(const Step &step) {
  int k = step.from;
  for (; k + BLOCK <= step.to; k += BLOCK) {
    double v[BLOCK];
    for (int j = 0; j < BLOCK; j++) v[j] = step.a;
    for (const Term &term : step.terms)
      for (int j = 0; j < BLOCK; j++) {
        const double path = term.number + term.list[k + j] + term.other[k + j];
        v[j] = v[j] < path ? path : v[j];
      }
    for (int j = 0; j < BLOCK; j++) step.out[k + j] = v[j];
  }
  for (; k < step.to; k++) {
    double v = step.a;
    for (const Term &term : step.terms) v = std::max(v, term.number + term.list[k] + term.other[k]);
    step.out[k] = v;
  }
}

/** Points that none of the others dominates; what dominates often comes first. */
class Front {
 public:
  std::vector<std::array<double, 3>> points;

  bool dominates(const double *x) {
    for (size_t i = 0; i < points.size(); i++) {
      const auto &p = points[i];
      if (p[0] <= x[0] && p[1] <= x[1] && p[2] <= x[2] && (p[0] < x[0] || p[1] < x[1] || p[2] < x[2])) {
        if (i > 0) std::swap(points[i], points[i / 2]);
        return true;
      }
    }
    return false;
  }

  void add(const double *x) {
    for (size_t i = 0; i < points.size();) {
      const auto &p = points[i];
      if (x[0] <= p[0] && x[1] <= p[1] && x[2] <= p[2] && (x[0] < p[0] || x[1] < p[1] || x[2] < p[2])) {
        points[i] = points.back();
        points.pop_back();
      } else i++;
    }
    points.push_back({x[0], x[1], x[2]});
  }
};

struct Round {
  long feasible = 0, large = 0, slow = 0;
  Front front;
};

static void select(const Step &step, const std::vector<int> &kept, Round &round) {
  const double *const *l = step.lists; // area, load, hold, idle, leakage, loads per step, steps, cycles
  const double clock = step.a;
  const int count = static_cast<int>(kept.size());
  static std::vector<std::array<double, 3>> costs;
  costs.resize(count);
  for (int i = 0; i < count; i++) {
    const int k = kept[i];
    const double leak = l[4][k] / clock;
    const double of_step = l[1][k] * l[5][k] + l[2][k] * (1 - l[5][k]) + leak;
    const double energy = (l[6][k] * of_step + (l[7][k] - l[6][k]) * (l[3][k] + leak)) / 1e9;
    costs[i] = {l[0][k], energy, l[7][k] / clock};
  }
  round.feasible += count;
  for (int begin = 0; begin < count; begin += 16) {
    const int end = std::min(count, begin + 16);
    double corner[3] = {INFINITY, INFINITY, INFINITY};
    for (int i = begin; i < end; i++)
      for (int j = 0; j < 3; j++) corner[j] = std::min(corner[j], costs[i][j]);
    if (round.front.dominates(corner)) continue;
    for (int i = begin; i < end; i++)
      if (!round.front.dominates(costs[i].data())) round.front.add(costs[i].data());
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return std::fprintf(stderr, "usage: baseline IMAGE STEPS ROUNDS\n"), 2;
  const auto bytes = [](const char *name) {
    std::ifstream file(name, std::ios::binary);
    return std::vector<char>(std::istreambuf_iterator<char>(file), {});
  };
  std::vector<char> image = bytes(argv[1]);
  const std::vector<char> text = bytes(argv[2]);
  const double *at = reinterpret_cast<const double *>(text.data()), *end = at + text.size() / 8;
  const auto next = [&at] { return *at++; };
  const auto list = [&] { return reinterpret_cast<double *>(image.data() + static_cast<int64_t>(next())); };
  std::vector<Step> steps;
  while (at < end) {
    Step step{};
    step.code = static_cast<int>(next());
    if (step.code == 4) {
      step.a = next();
      for (int i = 0; i < 8; i++) step.lists[i] = list();
    } else {
      step.from = static_cast<int>(next());
      step.to = static_cast<int>(next());
      step.a = next();
      step.b = next();
      if (step.code == 3)
        for (int i = 0; i < 2; i++) step.lists[i] = list();
      else {
        step.out = list();
        if (step.code == 1) step.lists[0] = list();
        for (int count = static_cast<int>(next()); count > 0; count--) {
          const double *first = list(), *second = list();
          step.terms.push_back({first, second, next()});
        }
      }
    }
    steps.push_back(std::move(step));
  }
  double best = INFINITY;
  Round round;
  for (int i = std::atoi(argv[3]); i > 0; i--) {
    const auto begin = std::chrono::steady_clock::now();
    round = Round();
    std::vector<int> kept;
    for (const Step &step : steps) {
      if (step.code == 1) sum(step);
      else if (step.code == 2) longest(step);
      else if (step.code == 4) select(step, kept, round);
      else {
        kept.clear();
        for (int k = step.from; k < step.to; k++) {
          if (step.lists[0][k] > step.a) round.large++;
          else if (step.lists[1][k] > step.b) round.slow++;
          else kept.push_back(k);
        }
      }
    }
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(round.front.points.begin(), round.front.points.end());
  double checksum = 0;
  for (const auto &p : round.front.points) checksum += p[0] + p[1] + p[2];
  std::printf("{\"feasible\":%ld,\"front\":%zu,\"checksum\":%.17g,\"seconds\":%.9g}\n", round.feasible,
              round.front.points.size(), checksum, best);
}
