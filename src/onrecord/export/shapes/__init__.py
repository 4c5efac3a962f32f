"""What every JSON object of ours looks like, as typed models: the faces publish them as schemas and answer by them.

``contract`` holds what one article gives (the published contract), ``rows`` what lists show, ``answers`` what the
analysis says. Field names and their order are those of ``contract.schema.json`` and of the commands' ``--json``.
"""
