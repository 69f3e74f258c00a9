"""Bars by the hour, each with its number."""

WIDE, GAP, TALL, TEXT = 34, 8, 90, 20


def bars(by_hour: dict, title: str) -> str:
    """SVG of `{hour: n}`."""
    hours = {int(hour): n for hour, n in by_hour.items()}
    most, parts = max(hours.values()), []
    for place, hour in enumerate(sorted(hours)):
        x, tall = GAP / 2 + place * (WIDE + GAP), TALL * hours[hour] / most
        top = TEXT + TALL - tall
        parts.append(
            f'<rect class="bar" x="{x:g}" y="{top:.1f}" width="{WIDE}" height="{tall:.1f}"/>'
            f'<text x="{x + WIDE / 2:g}" y="{top - 5:.1f}">{hours[hour]:,}</text>'
            f'<text x="{x + WIDE / 2:g}" y="{TEXT + TALL + 14}">{hour}</text>'
        )
    width, height = len(hours) * (WIDE + GAP), TEXT + TALL + TEXT
    return f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" aria-label="{title}">{"".join(parts)}</svg>'
