"""Charts as plain values: where each mark of a drawing stands; ``templates/charts.html`` writes them as SVG."""
