"""The one part of the project that is compiled, where a compiler is found: everything else is in setup.cfg."""

from setuptools import Extension, setup

setup(
    ext_modules=[
        Extension(
            "index.engines.whoosh.kernels.compiled",
            ["index/engines/whoosh/kernels/compiled.c"],
            # Without the first a compiler may not use vector instructions for comparisons; without the second two
            # machines might round differently. Nothing is asked of the processor that not every one of its kind has.
            extra_compile_args=["-O3", "-fno-trapping-math", "-ffp-contract=off"],
            py_limited_api=True,
            optional=True,
        )
    ]
)
