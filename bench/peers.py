"""Times what people use today, on raw columns: python3 peers.py JOB SCORES LABELS REPEATS. Prints JSON."""
import json
import sys
import time

job, scores_file, labels_file, repeats = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
try:
    import numpy as np
except ImportError:
    print(json.dumps({"skipped": "numpy is not installed"}))
    sys.exit()

scores = np.fromfile(scores_file, dtype="<f8")
labels = np.fromfile(labels_file, dtype="u1")


def roc_curve_job():
    from sklearn.metrics import roc_curve
    positives = int(labels.sum())
    negatives = len(labels) - positives

    def run():
        fpr, tpr, thresholds = roc_curve(labels, scores)
        thresholds[np.argmin(10 * (1 - tpr) * positives + fpr * negatives)]
    return run


def pandas_job():
    import pandas as pd
    frame = pd.DataFrame({"label": labels, "score": scores})

    def run():
        for k in range(1, 100):
            flagged = frame["score"] >= k / 100
            10 * ((~flagged) & (frame["label"] == 1)).sum() + (flagged & (frame["label"] == 0)).sum()
    return run


def sklearn_job():
    from sklearn.metrics import confusion_matrix

    def run():
        for k in range(1, 100):
            confusion_matrix(labels, scores >= k / 100)
    return run


def bootstrap_job():
    order = np.argsort(-scores, kind="stable")
    positive = labels[order].astype(bool)
    n = len(positive)
    random = np.random.default_rng(1)

    def run():
        weights = np.bincount(random.integers(0, n, n), minlength=n)
        flagged_positive = np.cumsum(np.where(positive, weights, 0))
        flagged_negative = np.cumsum(np.where(positive, 0, weights))
        np.argmin(10 * (flagged_positive[-1] - flagged_positive) + flagged_negative)
    return run


try:
    run = {"roc_curve": roc_curve_job, "pandas": pandas_job, "sklearn": sklearn_job, "bootstrap": bootstrap_job}[job]()
except ImportError as error:
    print(json.dumps({"skipped": str(error)}))
    sys.exit()
taken = []
while len(taken) < repeats:
    start, cpu = time.perf_counter(), time.process_time()
    run()
    taken.append((time.perf_counter() - start, time.process_time() - cpu))
    # One run is enough of what takes over half a minute.
    if taken[0][0] > 30:
        break
walls, cpus = sorted(t[0] for t in taken), sorted(t[1] for t in taken)
print(json.dumps({"wallMs": walls[len(walls) // 2] * 1000, "cpuMs": cpus[len(cpus) // 2] * 1000, "runs": len(taken)}))
