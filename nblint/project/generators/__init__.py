"""The site generators, one module each, which `nblint.project.project_kinds` lists.

Each has a subclass of `nblint.project.generator.Generator`, named `SITE` in its module.
"""
