"""What a font says of setting formulas (OpenType 1.9.1, `MATH`), in em."""

from __future__ import annotations

from typing import Any

_CONSTANTS = {
    "axis": "AXIS_HEIGHT",
    "rule": "FRACTION_RULE_THICKNESS",
    "up": "FRACTION_NUMERATOR_SHIFT_UP",
    "down": "FRACTION_DENOMINATOR_SHIFT_DOWN",
    "gap": "FRACTION_NUMERATOR_GAP_MIN",
    "display_up": "FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP",
    "display_down": "FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN",
    "display_gap": "FRACTION_NUM_DISPLAY_STYLE_GAP_MIN",
    "stack_gap": "STACK_DISPLAY_STYLE_GAP_MIN",
    "root_gap": "RADICAL_VERTICAL_GAP",
    "super": "SUPERSCRIPT_SHIFT_UP",
    "super_bottom": "SUPERSCRIPT_BOTTOM_MIN",
    "super_drop": "SUPERSCRIPT_BASELINE_DROP_MAX",
    "sub": "SUBSCRIPT_SHIFT_DOWN",
    "sub_top": "SUBSCRIPT_TOP_MAX",
    "sub_drop": "SUBSCRIPT_BASELINE_DROP_MIN",
    "after_script": "SPACE_AFTER_SCRIPT",
    "upper_gap": "UPPER_LIMIT_GAP_MIN",
    "lower_gap": "LOWER_LIMIT_GAP_MIN",
    "large": "DISPLAY_OPERATOR_MIN_HEIGHT",
}
_SCALES = {
    "script": "SCRIPT_PERCENT_SCALE_DOWN",
    "scriptscript": "SCRIPT_SCRIPT_PERCENT_SCALE_DOWN",
}
"""In per cent of the size of the formula, where the others are lengths."""
_DIGITS = 3


def math_table(data: bytes) -> dict[str, Any]:
    """Return advance, height and depth of each character, larger forms of fences, and distances."""
    import uharfbuzz

    face = uharfbuzz.Face(data)
    font = uharfbuzz.Font(face)
    upem = face.upem
    told = uharfbuzz.OTMathConstant
    constants = {
        name: round(font.get_math_constant(told[constant]) / upem, _DIGITS)
        for name, constant in _CONSTANTS.items()
    }
    constants |= {
        name: font.get_math_constant(told[constant]) / 100 for name, constant in _SCALES.items()
    }

    def measured(glyph: int) -> list[float]:
        extents = font.get_glyph_extents(glyph)
        up = extents.y_bearing if extents else 0
        down = -(extents.y_bearing + extents.height) if extents else 0
        return [round(one / upem, _DIGITS) for one in (font.get_glyph_h_advance(glyph), up, down)]

    glyphs: dict[str, list[float]] = {}
    tall: dict[str, list[list[float]]] = {}
    for code in sorted(face.unicodes):
        glyph = font.get_nominal_glyph(code)
        if glyph is None:
            continue
        glyphs[chr(code)] = measured(glyph)
        variants = font.get_math_glyph_variants(glyph, "ttb")
        if variants:
            tall[chr(code)] = [measured(variant.glyph) for variant in variants]
    return {"constants": constants, "glyphs": glyphs, "tall": tall}
