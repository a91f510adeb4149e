package io.tickwire.perf.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Points of several series, joined by lines, both axes logarithmic; drawn as SVG. */
public final class Chart {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int BOTTOM = 40;
    private static final int TOP = 20;
    private static final int LEGEND = 200;
    private static final List<String> COLOURS = List.of("#1b6ca8", "#c8553d", "#2a9d5c", "#8a4fa3",
        "#b58900", "#3d405b", "#d33682", "#0f8b8d", "#7a6f5d", "#e07a5f");

    private final String title;
    private final String xUnit;
    private final String yUnit;
    private final Map<String, List<double[]>> series = new LinkedHashMap<>();
    private double leastX = Double.MAX_VALUE;
    private double mostX;
    private double leastY = Double.MAX_VALUE;
    private double mostY;

    /**
     * Without points yet.
     *
     * @param title of it
     * @param xUnit of the one axis
     * @param yUnit of the other
     */
    public Chart(String title, String xUnit, String yUnit) {
        this.title = title;
        this.xUnit = xUnit;
        this.yUnit = yUnit;
    }

    /**
     * Adds a point; what is not above 0 has no place on such axes and is left out.
     *
     * @param name of its series
     * @param x    where
     * @param y    where
     */
    public void add(String name, double x, double y) {
        if (!(x > 0) || !(y > 0)) {
            return;
        }
        series.computeIfAbsent(name, any -> new ArrayList<>()).add(new double[] {x, y});
        leastX = Math.min(leastX, x);
        mostX = Math.max(mostX, x);
        leastY = Math.min(leastY, y);
        mostY = Math.max(mostY, y);
    }

    /** @return what it shows */
    public String title() {
        return title;
    }

    /** @return SVG; without points only a frame */
    public String svg() {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n", WIDTH, HEIGHT,
            BenchPage.escaped(title)));
        for (double x = decade(leastX); x <= mostX * 10 && !series.isEmpty(); x *= 10) {
            line(out, x(x), TOP, x(x), HEIGHT - BOTTOM);
            text(out, x(x), HEIGHT - BOTTOM + 16, "middle", label(x));
        }
        for (double y = decade(leastY); y <= mostY * 10 && !series.isEmpty(); y *= 10) {
            line(out, LEFT, y(y), WIDTH - LEGEND, y(y));
            text(out, LEFT - 6, y(y) + 4, "end", label(y));
        }
        text(out, WIDTH - LEGEND, HEIGHT - 6, "end", xUnit);
        text(out, LEFT - 6, TOP - 6, "end", yUnit);
        int index = 0;
        for (Map.Entry<String, List<double[]>> one : series.entrySet()) {
            drawn(out, one.getKey(), one.getValue(), index++);
        }
        return out.append("</svg>\n").toString();
    }

    private void drawn(StringBuilder out, String name, List<double[]> points, int index) {
        String colour = COLOURS.get(index % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.length() == 0 ? "M" : "L",
                x(point[0]), y(point[1])));
            out.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" "
                + "fill=\"%s\"/>%n", x(point[0]), y(point[1]), colour));
        }
        out.append(String.format(Locale.ROOT,
            "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n", path, colour));
        int y = TOP + 14 + index * 18;
        out.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" "
            + "fill=\"%s\"/>%n", WIDTH - LEGEND + 14, y - 9, colour));
        text(out, WIDTH - LEGEND + 30, y, "start", name);
    }

    private static double decade(double value) {
        return StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
    }

    private double x(double value) {
        return LEFT + share(value, decade(leastX), decade(mostX) * 10) * (WIDTH - LEGEND - LEFT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM
            - share(value, decade(leastY), decade(mostY) * 10) * (HEIGHT - BOTTOM - TOP);
    }

    private static double share(double value, double least, double most) {
        return StrictMath.log10(value / least) / StrictMath.log10(most / least);
    }

    private static String label(double value) {
        if (value >= 1e6) {
            return String.format(Locale.ROOT, "%.0fM", value / 1e6);
        }
        return value >= 1e3 ? String.format(Locale.ROOT, "%.0fk", value / 1e3)
            : String.format(Locale.ROOT, value >= 1 ? "%.0f" : "%.2g", value);
    }

    private static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
        out.append(String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" "
            + "y2=\"%.1f\" stroke=\"#ccc\"/>%n", x1, y1, x2, y2));
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String text) {
        out.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" "
            + "font-size=\"12\">%s</text>%n", x, y, anchor, BenchPage.escaped(text)));
    }
}
